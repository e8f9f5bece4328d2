package org.cocogan;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Finds the products of ints that may quietly become another number, in one file.
 *
 * <p>A product is left alone where it is but a place in something that is there, whose length was
 * computed exactly: an index in brackets, an argument of a method that checks its range, or a local
 * variable or parameter of a private method that is used for nothing else. So is one in a method
 * that bears {@code @SuppressWarnings("RawProduct")}, because it computes with samples of images.
 */
final class RawProducts extends TreePathScanner<Void, Void> {
  private static final String SUPPRESSED = "RawProduct";

  private static final Set<Tree.Kind> ARITHMETIC =
      EnumSet.of(
          Tree.Kind.PLUS,
          Tree.Kind.MINUS,
          Tree.Kind.MULTIPLY,
          Tree.Kind.DIVIDE,
          Tree.Kind.REMAINDER);

  private static final Set<Tree.Kind> COUNTING =
      EnumSet.of(
          Tree.Kind.PREFIX_INCREMENT,
          Tree.Kind.PREFIX_DECREMENT,
          Tree.Kind.POSTFIX_INCREMENT,
          Tree.Kind.POSTFIX_DECREMENT);

  private static final Set<Tree.Kind> COMPARISONS =
      EnumSet.of(
          Tree.Kind.LESS_THAN,
          Tree.Kind.LESS_THAN_EQUAL,
          Tree.Kind.GREATER_THAN,
          Tree.Kind.GREATER_THAN_EQUAL,
          Tree.Kind.EQUAL_TO,
          Tree.Kind.NOT_EQUAL_TO);

  /** Methods that take places and refuse those that are outside. */
  private static final Pattern CHECKED =
      Pattern.compile(
          "java\\.lang\\.System\\.arraycopy"
              + "|java\\.util\\.Arrays\\.(copyOfRange|fill)"
              + "|java\\.nio\\.\\w*Buffer\\.((get|put)\\w*|slice|position)"
              + "|org\\.cocogan\\.tensor\\.Tensor\\.slice");

  private final Trees trees;
  private final CompilationUnitTree unit;
  private final Map<Element, List<TreePath>> uses = new HashMap<>();
  private final List<TreePath> products = new ArrayList<>();

  private RawProducts(Trees trees, CompilationUnitTree unit) {
    this.trees = trees;
    this.unit = unit;
  }

  /** The products of a file that the compiler has analysed, each with its line. */
  static List<String> in(Trees trees, CompilationUnitTree unit) {
    RawProducts scanner = new RawProducts(trees, unit);
    scanner.scan(unit, null);
    return scanner.products.stream()
        .filter(product -> !scanner.isPlace(product, new HashSet<>()))
        .map(scanner::describe)
        .toList();
  }

  private String describe(TreePath product) {
    long position = trees.getSourcePositions().getStartPosition(unit, product.getLeaf());
    String file = unit.getSourceFile().toUri().getPath().replaceFirst(".*/src/main/java/", "");
    return file + ":" + unit.getLineMap().getLineNumber(position) + ": " + product.getLeaf();
  }

  @Override
  public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
    boolean isSuppressed =
        method.getModifiers().getAnnotations().stream()
            .anyMatch(annotation -> annotation.toString().contains(SUPPRESSED));
    return isSuppressed ? null : super.visitMethod(method, null);
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void unused) {
    Element element = trees.getElement(getCurrentPath());
    if (isVariable(element)) {
      uses.computeIfAbsent(element, e -> new ArrayList<>()).add(getCurrentPath());
    }
    return super.visitIdentifier(name, null);
  }

  @Override
  public @Nullable Void visitBinary(BinaryTree operation, @Nullable Void unused) {
    TreePath path = getCurrentPath();
    boolean isPartOfAnother = path.getParentPath().getLeaf().getKind() == Tree.Kind.MULTIPLY;
    boolean isConstant =
        isConstant(operation.getLeftOperand()) && isConstant(operation.getRightOperand());
    if (operation.getKind() == Tree.Kind.MULTIPLY
        && is(TypeKind.INT, path)
        && !isPartOfAnother
        && !isConstant) {
      products.add(path);
    }
    return super.visitBinary(operation, null);
  }

  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree assignment, @Nullable Void unused) {
    if (assignment.getKind() == Tree.Kind.MULTIPLY_ASSIGNMENT
        && is(TypeKind.INT, getCurrentPath())) {
      products.add(getCurrentPath());
    }
    return super.visitCompoundAssignment(assignment, null);
  }

  @Override
  public @Nullable Void visitTypeCast(TypeCastTree cast, @Nullable Void unused) {
    TreePath inner = new TreePath(getCurrentPath(), cast.getExpression());
    if (is(TypeKind.INT, getCurrentPath())
        && is(TypeKind.LONG, inner)
        && isProduct(cast.getExpression())) {
      products.add(getCurrentPath());
    }
    return super.visitTypeCast(cast, null);
  }

  /** Whether an expression is made of a product by nothing but arithmetic. */
  private static boolean isProduct(Tree expression) {
    if (expression instanceof ParenthesizedTree parenthesized) {
      return isProduct(parenthesized.getExpression());
    }
    return expression instanceof BinaryTree operation
        && ARITHMETIC.contains(operation.getKind())
        && (operation.getKind() == Tree.Kind.MULTIPLY
            || isProduct(operation.getLeftOperand())
            || isProduct(operation.getRightOperand()));
  }

  private boolean is(TypeKind kind, TreePath expression) {
    TypeMirror type = trees.getTypeMirror(expression);
    return type != null && type.getKind() == kind;
  }

  private boolean isConstant(Tree operand) {
    if (operand instanceof LiteralTree) {
      return true;
    }
    return trees.getElement(new TreePath(getCurrentPath(), operand))
            instanceof VariableElement named
        && named.getConstantValue() != null;
  }

  /**
   * Whether nothing but a place is made of an expression.
   *
   * @param asked variables that are being looked at already
   */
  private boolean isPlace(TreePath expression, Set<Element> asked) {
    Tree inner = expression.getLeaf();
    TreePath around = expression.getParentPath();
    Tree outer = around.getLeaf();
    if (outer instanceof ArrayAccessTree access) {
      return access.getIndex() == inner;
    }
    if (outer instanceof MethodInvocationTree call) {
      int argument = call.getArguments().indexOf(inner);
      return argument >= 0 && takesAPlace(trees.getElement(around), argument, asked);
    }
    if (outer instanceof VariableTree) {
      return isUsedForPlaces(trees.getElement(around), asked);
    }
    if (outer instanceof AssignmentTree assignment) {
      return isAssignedAPlace(new TreePath(around, assignment.getVariable()), asked);
    }
    if (outer instanceof CompoundAssignmentTree assignment) {
      return isAssignedAPlace(new TreePath(around, assignment.getVariable()), asked);
    }
    if (outer instanceof TypeCastTree cast && !is(TypeKind.INT, around)) {
      return cast.getType().toString().equals("byte");
    }
    return passesOn(outer) && isPlace(around, asked);
  }

  private static boolean passesOn(Tree expression) {
    return expression instanceof ParenthesizedTree
        || expression instanceof TypeCastTree
        || expression instanceof ConditionalExpressionTree
        || ARITHMETIC.contains(expression.getKind())
        || COUNTING.contains(expression.getKind());
  }

  private boolean isAssignedAPlace(TreePath variable, Set<Element> asked) {
    return isUsedForPlaces(trees.getElement(variable), asked);
  }

  private boolean isUsedForPlaces(@Nullable Element variable, Set<Element> asked) {
    if (!isVariable(variable)) {
      return false;
    }
    return !asked.add(variable)
        || uses.getOrDefault(variable, List.of()).stream()
            .allMatch(use -> isComparedOrCounted(use) || isPlace(use, asked));
  }

  private static boolean isVariable(@Nullable Element element) {
    return element != null
        && (element.getKind() == ElementKind.LOCAL_VARIABLE
            || element.getKind() == ElementKind.PARAMETER);
  }

  /** As a loop does with what it runs over. */
  private static boolean isComparedOrCounted(TreePath use) {
    TreePath around = use.getParentPath();
    Tree.Kind kind = around.getLeaf().getKind();
    boolean isStatement = around.getParentPath().getLeaf() instanceof ExpressionStatementTree;
    return COMPARISONS.contains(kind) || (COUNTING.contains(kind) && isStatement);
  }

  private boolean takesAPlace(@Nullable Element called, int argument, Set<Element> asked) {
    if (!(called instanceof ExecutableElement method)) {
      return false;
    }
    return method.getModifiers().contains(Modifier.PRIVATE)
        ? isUsedForPlaces(method.getParameters().get(argument), asked)
        : CHECKED.matcher(method.getEnclosingElement() + "." + method.getSimpleName()).matches();
  }
}
