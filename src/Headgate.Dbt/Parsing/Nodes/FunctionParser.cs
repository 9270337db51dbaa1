using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Parsing;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Files;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>Parses functions: each file holds the body of one, a property file its signature.</summary>
internal static class FunctionParser
{
    private static readonly string[] Types = ["scalar", "aggregate", "table"];

    private static readonly string[] Volatilities = ["deterministic", "stable", "non-deterministic"];

    /// <summary>Parses a function.</summary>
    /// <exception cref="DbtException">The template or the signature is wrong, or the language is not one of any database here.</exception>
    public static ManifestNode Parse(ParseScope scope, Package package, SourceFile file)
    {
        var node = NodeFiles.Create(scope, package, ResourceType.Function, file, file.Name, file.RelativePath, file.Text);
        node.Language = LanguageOf(scope, node);
        var patch = scope.Patches.Take(package, FunctionReader.Section, file.Name);
        node.Arguments = [.. patch?.Arguments ?? []];
        node.Returns = patch?.Returns ?? new FunctionReturns { DataType = FunctionReturns.Unknown };
        var capture = new ParseCapture();
        scope.Templates.Capture(node, package, node.RawCode, capture);
        NodeFinisher.Finish(scope, node, package, capture, patch);
        Check(node, "type", Types);
        Check(node, "volatility", Volatilities);
        CheckDefaults(node);
        return node;
    }

    private static string LanguageOf(ParseScope scope, ManifestNode node) =>
        System.IO.Path.GetExtension(node.Path).ToLowerInvariant() switch
        {
            ".py" => "python",
            ".js" => throw new DbtException(
                DbtErrorKind.Parsing,
                $"Function '{node.Name}' uses JavaScript, which is not supported on '{scope.Project.Target.Type}'. "
            ),
            _ => "sql",
        };

    private static void Check(ManifestNode node, string key, string[] words)
    {
        if (node.Config.Text(key) is { } word && !words.Contains(word))
        {
            throw new DbtException(
                DbtErrorKind.Parsing,
                $"Invalid value for {key}: '{word}' in {node.OriginalFilePath}. It must be one of {string.Join(", ", words.Select(w => $"'{w}'"))}."
            );
        }
    }

    private static void CheckDefaults(ManifestNode node)
    {
        if (node.Arguments.SkipWhile(a => a.DefaultValue is null).FirstOrDefault(a => a.DefaultValue is null) is { } late)
        {
            throw new DbtException(
                DbtErrorKind.Parsing,
                $"Non-defaulted argument '{late.Name}' of function '{node.Name}' comes after a defaulted argument. "
                    + "Non-defaulted arguments cannot come after defaulted arguments. "
            );
        }
    }
}
