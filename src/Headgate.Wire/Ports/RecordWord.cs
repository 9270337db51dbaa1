namespace Headgate.Wire;

/// <summary>The five words of the record.</summary>
public enum RecordWord
{
    /// <summary>The rules said yes; an outcome follows.</summary>
    Allowed,

    /// <summary>Understood and authenticated; the rules said no.</summary>
    Denied,

    /// <summary>Not understood or not authenticated; no rule was asked.</summary>
    Refused,

    /// <summary>Waits for a person's approval.</summary>
    Held,

    /// <summary>A limit or shutdown ended it.</summary>
    Stopped,
}
