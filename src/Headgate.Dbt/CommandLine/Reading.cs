namespace Headgate.Dbt.CommandLine;

/// <summary>The outcome of reading an option's text: a value, or what is wrong with it.</summary>
/// <param name="Value">The value; meaningless with an error.</param>
/// <param name="Error">What is wrong, as a sentence without the option's name; null where nothing is.</param>
/// <param name="Notice">A line for standard output besides the error, or null.</param>
internal readonly record struct Reading(object? Value, string? Error = null, string? Notice = null);
