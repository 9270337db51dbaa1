namespace Headgate.Metadata.Columns.Plans;

/// <summary>A plan has something of which it is not known where its columns come from.</summary>
/// <param name="message">What it has, for people.</param>
internal sealed class UnreadablePlanException(string message) : Exception(message);
