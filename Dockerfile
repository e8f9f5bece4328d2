# CocoGAN on the processor, from the archive of a release:
#   mvn -Prelease -Dmaven.test.skip=true package && docker build -t cocogan .
#   docker run --rm -v "$PWD:/work" --user "$(id -u):$(id -g)" cocogan train CONFIG.yaml
FROM eclipse-temurin:17-jdk
ADD cocogan-cli/target/release/cocogan-*-linux-*.tar.gz /opt/
RUN mv /opt/cocogan-* /opt/cocogan && mkdir -m 1777 /work /cache
# The caller's files are in /work. What is unpacked and prepared stays in a volume at /cache, if there is one.
WORKDIR /work
ENV COCOGAN_CACHE=/cache
ENTRYPOINT ["/opt/cocogan/cocogan"]
