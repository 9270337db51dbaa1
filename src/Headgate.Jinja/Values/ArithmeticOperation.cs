namespace Headgate.Jinja.Values;

/// <summary>An arithmetic operator.</summary>
public enum ArithmeticOperation
{
    /// <summary><c>+</c>.</summary>
    Add,

    /// <summary><c>-</c>.</summary>
    Subtract,

    /// <summary><c>*</c>.</summary>
    Multiply,

    /// <summary><c>/</c>.</summary>
    Divide,

    /// <summary><c>//</c>.</summary>
    FloorDivide,

    /// <summary><c>%</c>.</summary>
    Modulo,

    /// <summary><c>**</c>.</summary>
    Power,

    /// <summary>Unary <c>-</c>; the other operand is missing.</summary>
    Negate,

    /// <summary>Unary <c>+</c>; the other operand is missing.</summary>
    Plus,
}
