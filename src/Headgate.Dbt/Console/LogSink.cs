namespace Headgate.Dbt.Console;

/// <summary>Where events go: the console or the log file.</summary>
/// <param name="Writer">Takes the lines.</param>
/// <param name="Format">Their form.</param>
/// <param name="Least">The least level that is written; null for nothing at all.</param>
/// <param name="Colors">Keep colours?</param>
internal sealed record LogSink(TextWriter Writer, LogFormat Format, EventLevel? Least, bool Colors);
