using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Configs;
using Headgate.Jinja.Errors;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>
/// The configuration of a node as it was written, by which <c>state:modified</c> compares. With the flag
/// <c>state_modified_compare_more_unrendered_values</c> that is so for property files and <c>config()</c> too; without it, as with dbt, what
/// stands there has been rendered.
/// </summary>
internal static class UnrenderedConfigs
{
    public const string Flag = "state_modified_compare_more_unrendered_values";

    private const string Call = "config";

    /// <summary>The configuration of a node.</summary>
    public static OrderedDictionary<string, object?> Of(
        ParseScope scope,
        ManifestNode node,
        Package package,
        OrderedDictionary<string, object?> calls,
        NodePatch? patch
    )
    {
        var properties = patch?.Config;
        if (scope.Project.Flag(Flag) is true)
        {
            properties = properties is null ? null : Written(properties, patch!.WrittenConfig);
            calls = calls.Count > 0 && node.Language == "sql" ? WrittenCalls(scope, node, calls) : calls;
        }
        return scope.Configs.BuildUnrendered(node.ResourceType, package, node.Fqn, calls, properties);
    }

    private static OrderedDictionary<string, object?> Written(
        OrderedDictionary<string, object?> rendered,
        OrderedDictionary<string, object?> written
    )
    {
        var all = PlainData.Clone(rendered);
        foreach (var (key, value) in written)
        {
            all[key] =
                value is OrderedDictionary<string, object?> map && all.GetValueOrDefault(key) is OrderedDictionary<string, object?> known
                    ? Written(known, map)
                    : PlainData.Clone(value);
        }
        return all;
    }

    /// <summary>The arguments of <c>config()</c>, with the text of those that are no constants.</summary>
    private static OrderedDictionary<string, object?> WrittenCalls(
        ParseScope scope,
        ManifestNode node,
        OrderedDictionary<string, object?> calls
    )
    {
        var written = PlainData.Clone(calls);
        try
        {
            var template = scope.Templates.Library.Environment.Compile(node.RawCode, node.OriginalFilePath);
            foreach (var found in template.Analyse().Calls.Where(call => call.Name == Call))
            {
                var texts = CallText.Keywords(node.RawCode, found.Span.Start);
                foreach (var name in found.Keywords.Where(keyword => keyword.Value is null).Select(keyword => keyword.Key))
                {
                    written[ConfigMerge.HookKey(name)] = texts.GetValueOrDefault(name);
                }
            }
        }
        catch (JinjaException)
        {
            // What cannot be read has failed when it was rendered, if it was.
        }
        return written;
    }
}
