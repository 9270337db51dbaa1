using System.Text.RegularExpressions;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Dbt.Context.Objects;

/// <summary>A match of a pattern, with Python's members.</summary>
internal sealed class RegexMatch(Match match, Regex regex) : IJinjaObject
{
    private static readonly HostMethods<RegexMatch> Methods = new(
        new Dictionary<string, HostMethod<RegexMatch>>(StringComparer.Ordinal)
        {
            ["group"] = static (self, _, a) => self.Group(a),
            ["groups"] = static (self, _, a) => Value.Tuple([.. self.Groups().Select(g => Text(g, a.Get(0, "default", Value.None)))]),
            ["groupdict"] = static (self, _, _) => self.GroupDict(),
            ["start"] = static (self, _, a) => Value.From(self.Find(a).Index),
            ["end"] = static (self, _, a) => Value.From(self.Find(a).Index + self.Find(a).Length),
            ["span"] = static (self, _, a) =>
                Value.Tuple(Value.From(self.Find(a).Index), Value.From(self.Find(a).Index + self.Find(a).Length)),
        }
    );

    /// <inheritdoc />
    public string TypeName => "Match";

    /// <inheritdoc />
    public bool IsTruthy => true;

    /// <summary>The first match as a value; none where there is none.</summary>
    public static Value Of(Regex regex, string text)
    {
        var found = Guard(() => regex.Match(text));
        return found.Success ? Value.From(new RegexMatch(found, regex)) : Value.None;
    }

    /// <summary>All matches: texts, or tuples where the pattern has several groups.</summary>
    public static Value FindAll(Regex regex, string text)
    {
        var list = new JinjaList();
        foreach (var found in Guard(() => regex.Matches(text).ToList()))
        {
            var groups = found.Groups.Values.Skip(1).Select(g => Value.From(g.Value)).ToArray();
            list.Add(
                groups.Length switch
                {
                    0 => Value.From(found.Value),
                    1 => groups[0],
                    _ => Value.Tuple(groups),
                }
            );
        }
        return Value.From(list);
    }

    /// <summary>Replaces matches by a text with Python's references to groups, or by what a callable gives.</summary>
    public static Value Substitute(CallContext context, Regex regex, Value replacement, string text, in Value count)
    {
        count.TryGetInt64(out var most);
        var limit = most <= 0 ? -1 : (int)Math.Min(most, int.MaxValue);
        if (replacement.TryGetString(out var pattern))
        {
            var translated = Regex.Replace(
                pattern.Replace("$", "$$", StringComparison.Ordinal),
                @"\\g<(\w+)>|\\(\d+)",
                "$${$1$2}",
                RegexOptions.None,
                TimeSpan.FromSeconds(1)
            );
            return Value.From(Guard(() => regex.Replace(text, translated, limit)));
        }
        return Value.From(
            Guard(() =>
                regex.Replace(text, m => context.Call(replacement, Arguments.Of(Value.From(new RegexMatch(m, regex)))).ToString(), limit)
            )
        );
    }

    /// <summary>Splits a text at the matches.</summary>
    public static Value Split(Regex regex, string text) =>
        Value.From(new JinjaList(Guard(() => regex.Split(text)).Select(part => Value.From(part)).ToList()));

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value) => Methods.TryGet(this, name, out value);

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result) =>
        Methods.TryCall(this, context, name, arguments, out result);

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        value = Text(Find(Arguments.Of(key)), Value.None);
        return true;
    }

    private static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new JinjaException(JinjaErrorKind.LimitExceeded, "The pattern took too long on this text.", e);
        }
    }

    private static Value Text(Group group, in Value otherwise) => group.Success ? Value.From(group.Value) : otherwise;

    private IEnumerable<Group> Groups() => match.Groups.Values.Skip(1);

    private Value Group(in Arguments arguments)
    {
        if (arguments.PositionalCount > 1)
        {
            var several = new Value[arguments.PositionalCount];
            for (var i = 0; i < several.Length; i++)
            {
                several[i] = Text(Find(Arguments.Of(arguments[i])), Value.None);
            }
            return Value.Tuple(several);
        }
        return Text(Find(arguments), Value.None);
    }

    private Group Find(in Arguments arguments)
    {
        var key = arguments.Get(0, "group", Value.From(0));
        var found = key.TryGetInt64(out var number) ? match.Groups[(int)number] : match.Groups[key.ToString()];
        var known = key.IsString ? regex.GroupNumberFromName(key.ToString()) >= 0 : number >= 0 && number < match.Groups.Count;
        return known ? found : throw new JinjaException(JinjaErrorKind.IndexError, "no such group");
    }

    private Value GroupDict()
    {
        var dict = new JinjaDict();
        foreach (var name in regex.GetGroupNames().Where(n => !char.IsDigit(n[0])))
        {
            dict.Set(name, Text(match.Groups[name], Value.None));
        }
        return Value.From(dict);
    }
}
