namespace Headgate.Dbt.Yaml;

/// <summary>A text is not YAML; the message is dbt's, with the lines around the place.</summary>
internal sealed class YamlSyntaxException(string message, int line) : Exception(message)
{
    /// <summary>Line of the error, from 1.</summary>
    public int Line { get; } = line;
}
