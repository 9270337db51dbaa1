namespace Headgate.Gate.Journal;

/// <summary>A record could not be written; the call that it belongs to is refused.</summary>
public sealed class JournalUnavailableException : IOException
{
    /// <summary>A failure without words.</summary>
    public JournalUnavailableException()
        : this("The journal cannot be written.") { }

    /// <summary>A failure with its reason.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public JournalUnavailableException(string message)
        : base(message) { }

    /// <summary>A failure with its reason and cause.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">What the operating system said.</param>
    public JournalUnavailableException(string message, Exception innerException)
        : base(message, innerException) { }
}
