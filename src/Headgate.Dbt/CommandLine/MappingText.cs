using Headgate.Dbt.Yaml;

namespace Headgate.Dbt.CommandLine;

/// <summary>Reads an option's value that is a YAML mapping.</summary>
internal static class MappingText
{
    /// <summary>Reads the mapping.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="key">The option's key, for the message.</param>
    public static Reading Read(string text, string key)
    {
        try
        {
            if (YamlDocument.Parse(text).Root is OrderedDictionary<string, object?> map)
            {
                return new(map);
            }
        }
        catch (YamlSyntaxException)
        {
            // The usage error says that the text is not YAML; where the parser gave up helps nobody on a command line.
        }
        return new(
            null,
            $"String '{text}' is not valid YAML",
            $"The YAML provided in the --{key.Replace('_', '-')} argument is not valid."
        );
    }
}
