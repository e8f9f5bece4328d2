@echo off
rem Runs CocoGAN. It needs a JDK 17 or newer: that of JAVA_HOME, or the java on the PATH.
rem JAVA_OPTS holds further options of the JVM.
setlocal
set "ROOT=%~dp0"
set "JAVA=java.exe"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo cocogan: no java found: install a JDK 17 or newer, or set JAVA_HOME. 1>&2
  exit /b 1
)
"%JAVA%" -cp "%ROOT%lib\*" -Dai.djl.offline=true -DOPT_OUT_TRACKING=true -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED %JAVA_OPTS% -Dcocogan.program=cocogan "-Dcocogan.home=%ROOT%." org.cocogan.cli.Main %*
exit /b %ERRORLEVEL%
