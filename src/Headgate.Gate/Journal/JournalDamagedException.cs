namespace Headgate.Gate.Journal;

/// <summary>The journal on the disk is not the one that was written; the server does not start on it.</summary>
public sealed class JournalDamagedException : IOException
{
    /// <summary>Damage without words.</summary>
    public JournalDamagedException()
        : this("The journal is damaged. Run headgate audit verify.") { }

    /// <summary>Damage with what was found.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public JournalDamagedException(string message)
        : base(message) { }

    /// <summary>Damage with what was found and its cause.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">What the operating system said.</param>
    public JournalDamagedException(string message, Exception innerException)
        : base(message, innerException) { }
}
