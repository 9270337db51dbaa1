namespace Headgate.Jinja.Run;

/// <summary>How a statement ended.</summary>
internal enum Flow
{
    /// <summary>The next statement follows.</summary>
    Next,

    /// <summary>The loop around it ends.</summary>
    Break,

    /// <summary>The loop around it goes on with its next turn.</summary>
    Continue,

    /// <summary>The macro around it ends with a value, which the render state holds.</summary>
    Return,
}
