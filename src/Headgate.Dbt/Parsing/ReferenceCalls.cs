using System.Globalization;
using System.Text.RegularExpressions;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Parsing;

namespace Headgate.Dbt.Parsing;

/// <summary>Reads calls such as <c>ref('orders', v=2)</c> where property files write them without braces.</summary>
internal static partial class ReferenceCalls
{
    /// <summary>What the calls ask for.</summary>
    /// <exception cref="DbtException">A text is no such call.</exception>
    public static ParseCapture Read(IEnumerable<string> calls)
    {
        var capture = new ParseCapture();
        foreach (var call in calls)
        {
            ReadOne(call, capture);
        }
        return capture;
    }

    /// <summary>The reference of one call of <c>ref</c>, or null where it is something else.</summary>
    public static RefArgs? Ref(string call)
    {
        var capture = new ParseCapture();
        ReadOne(call, capture);
        return capture.Refs.FirstOrDefault();
    }

    private static void ReadOne(string text, ParseCapture capture)
    {
        var call = Call().Match(text);
        if (!call.Success)
        {
            throw new DbtException(DbtErrorKind.Parsing, $"'{text}' is not a call of ref(), source() or metric().");
        }
        var texts = new List<string>();
        object? version = null;
        foreach (Match argument in Argument().Matches(call.Groups["arguments"].Value))
        {
            var value = argument.Groups["text"] is { Success: true } quoted
                ? (object)quoted.Value
                : long.Parse(argument.Groups["number"].Value, CultureInfo.InvariantCulture);
            if (argument.Groups["keyword"].Value is "v" or "version")
            {
                version = value;
            }
            else
            {
                texts.Add(Project.Text.PythonText.Str(value));
            }
        }

        switch (call.Groups["name"].Value)
        {
            case "ref" when texts.Count is 1 or 2:
                capture.AddRef(
                    new RefArgs
                    {
                        Name = texts[^1],
                        Package = texts.Count == 2 ? texts[0] : null,
                        Version = version,
                    }
                );
                break;
            case "source" when texts.Count == 2:
                capture.AddSource(texts[0], texts[1]);
                break;
            case "metric" when texts.Count is 1 or 2:
                capture.AddMetric(texts.Count == 2 ? texts[0] : null, texts[^1]);
                break;
            case "ref":
                throw new DbtException(DbtErrorKind.Compilation, $"ref() takes at most two arguments ({texts.Count} given)");
            case "source":
                throw new DbtException(DbtErrorKind.Compilation, $"source() takes exactly two arguments ({texts.Count} given)");
            default:
                throw new DbtException(DbtErrorKind.Compilation, $"metric() takes one or two arguments ({texts.Count} given)");
        }
    }

    [GeneratedRegex(@"^\s*(?:\{\{)?\s*(?<name>ref|source|metric)\s*\((?<arguments>.*)\)\s*(?:\}\})?\s*$", RegexOptions.Singleline, 1000)]
    private static partial Regex Call();

    [GeneratedRegex("""(?:(?<keyword>\w+)\s*=\s*)?(?:(['"])(?<text>(?:(?!\1).)*)\1|(?<number>\d+))""", RegexOptions.None, 1000)]
    private static partial Regex Argument();
}
