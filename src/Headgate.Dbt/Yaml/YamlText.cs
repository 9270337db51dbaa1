using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Headgate.Dbt.Yaml;

/// <summary>Writes plain data as YAML in block style, as Python's yaml module does.</summary>
internal static class YamlText
{
    /// <summary>The text, ending in a newline.</summary>
    public static string Write(object? value, bool sortKeys)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(
            text,
            new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024)
        );
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, value, sortKeys);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(Emitter emitter, object? value, bool sortKeys)
    {
        switch (value)
        {
            case OrderedDictionary<string, object?> map:
                emitter.Emit(
                    new MappingStart(
                        AnchorName.Empty,
                        TagName.Empty,
                        isImplicit: true,
                        map.Count == 0 ? MappingStyle.Flow : MappingStyle.Block
                    )
                );
                foreach (var (key, item) in sortKeys ? map.OrderBy(e => e.Key, StringComparer.Ordinal) : map.AsEnumerable())
                {
                    Scalar(emitter, key, quoted: false);
                    Emit(emitter, item, sortKeys);
                }
                emitter.Emit(new MappingEnd());
                break;
            case List<object?> list:
                emitter.Emit(
                    new SequenceStart(
                        AnchorName.Empty,
                        TagName.Empty,
                        isImplicit: true,
                        list.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block
                    )
                );
                foreach (var item in list)
                {
                    Emit(emitter, item, sortKeys);
                }
                emitter.Emit(new SequenceEnd());
                break;
            case string text:
                Scalar(emitter, text, NeedsQuotes(text));
                break;
            default:
                Scalar(emitter, Plain(value), quoted: false);
                break;
        }
    }

    private static void Scalar(Emitter emitter, string text, bool quoted) =>
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, quoted ? ScalarStyle.SingleQuoted : ScalarStyle.Any, true, true));

    private static string Plain(object? value) =>
        value switch
        {
            null => "null",
            true => "true",
            false => "false",
            double number => Artifacts.PlainData.Number(number),
            _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
        };

    /// <summary>A text that would be read back as something else stands in quotes.</summary>
    private static bool NeedsQuotes(string text) => text.Length == 0 || Headgate.Dbt.Yaml.YamlScalars.Plain(text) is not string;
}
