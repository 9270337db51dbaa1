namespace Headgate.Jinja.Values;

/// <summary>What a <see cref="Value"/> holds, by Python's types.</summary>
public enum ValueKind : byte
{
    /// <summary>Nothing: a variable, attribute or item that does not exist.</summary>
    Undefined,

    /// <summary>Python's None.</summary>
    None,

    /// <summary>Python's bool.</summary>
    Bool,

    /// <summary>Python's int, of any size.</summary>
    Int,

    /// <summary>Python's float.</summary>
    Float,

    /// <summary>Python's decimal.Decimal.</summary>
    Decimal,

    /// <summary>Python's str; also markupsafe's Markup, see <see cref="Value.IsSafe"/>.</summary>
    Str,

    /// <summary>Python's bytes.</summary>
    Bytes,

    /// <summary>Python's list: mutable and shared by reference.</summary>
    List,

    /// <summary>Python's tuple.</summary>
    Tuple,

    /// <summary>Python's dict.</summary>
    Dict,

    /// <summary>Python's set.</summary>
    Set,

    /// <summary>Python's range.</summary>
    Range,

    /// <summary>An iterator or generator, which can be walked once.</summary>
    Iterator,

    /// <summary>An object of the host or of a library.</summary>
    Object,

    /// <summary>A function.</summary>
    Callable,
}
