using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|urlize(trim_url_limit, nofollow, target, rel, extra_schemes)</c>: addresses in a text made into links.</summary>
internal static class UrlizeFilter
{
    private static readonly Signature Signature = new("do_urlize", 2, "trim_url_limit?", "nofollow?", "target?", "rel?", "extra_schemes?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var policies = context.Policies;
        var rels = new SortedSet<string>(StringComparer.Ordinal);
        AddWords(rels, slots[3]);
        if (!slots[1].IsMissing && slots[1].IsTruthy)
        {
            rels.Add("nofollow");
        }
        rels.UnionWith((policies.UrlizeRel ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var target = slots[2].IsMissing || slots[2].IsNone ? policies.UrlizeTarget : slots[2].ToString();
        var schemes = new List<string>(policies.UrlizeExtraSchemes);
        if (!slots[4].IsMissing && !slots[4].IsNone)
        {
            schemes = Operators.ToList(context, slots[4]).ConvertAll(s => s.ToString());
        }
        foreach (var scheme in schemes)
        {
            if (!LinkFinder.IsScheme(scheme))
            {
                throw PythonError.FilterArgument($"{PythonText.ReprOf(scheme)} is not a valid URI scheme prefix.");
            }
        }
        var links = new LinkFinder(slots[0], rels.Count == 0 ? null : string.Join(' ', rels), target, schemes);
        var text = links.Run(HtmlText.Escaped(input));
        return context.Autoescape ? Value.SafeString(text) : Value.From(text);
    }

    private static void AddWords(SortedSet<string> words, in Value value)
    {
        if (!value.IsMissing && value.Reference is string text)
        {
            words.UnionWith(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
    }
}
