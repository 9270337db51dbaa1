namespace Headgate.Gate.Journal.Checking;

/// <summary>Where a line stands.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Offset">The byte at which it begins.</param>
internal readonly record struct LinePlace(string File, long Number, long Offset);
