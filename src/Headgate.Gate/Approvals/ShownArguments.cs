using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Journal.Text;
using Headgate.Wire;

namespace Headgate.Gate.Approvals;

/// <summary>What an agent sends, as a person reads it before agreeing: all of it, with what cannot be seen written out. What is too long for that cannot be agreed to.</summary>
internal static class ShownArguments
{
    private const int Longest = 20_000;

    /// <summary>The values by name; null where one is too long to be read.</summary>
    public static IReadOnlyDictionary<string, string>? Of(TermsCall call)
    {
        var shown = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in call.Operation.Fields.All)
        {
            var sent = call.Arguments.Source.Find(field);
            if (sent.IsAbsent)
            {
                continue;
            }
            var text = sent.Json.ValueKind == JsonValueKind.String ? sent.Json.GetString()! : sent.ToString();
            if (text.Length > Longest)
            {
                return null;
            }
            shown[field.Name] = field.Record == FieldRecord.Masked ? "***" : VisibleText.Of(text, Longest);
        }
        return shown;
    }
}
