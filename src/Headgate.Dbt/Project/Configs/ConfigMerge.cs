using Headgate.Dbt.Artifacts;
using static Headgate.Dbt.Project.Configs.ConfigMergeRule;

namespace Headgate.Dbt.Project.Configs;

/// <summary>Joins configuration of different levels. Inputs are never changed; the target is.</summary>
internal static class ConfigMerge
{
    /// <summary>Puts a nearer level over a configuration.</summary>
    /// <param name="schema">Known keys; others replace.</param>
    /// <param name="target">Configuration so far.</param>
    /// <param name="level">Nearer level.</param>
    public static void Apply(ConfigSchema schema, OrderedDictionary<string, object?> target, OrderedDictionary<string, object?> level)
    {
        foreach (var (written, value) in level)
        {
            var key = HookKey(written);
            var rule = schema.Find(key)?.Merge ?? Replace;
            target[key] = target.TryGetValue(key, out var farther) ? Join(rule, farther, value) : PlainData.Clone(value);
        }
    }

    /// <summary>Joins the arguments of one more <c>config()</c> call with those before; the rules of dbt for calls, which know no kind.</summary>
    public static void AddCall(OrderedDictionary<string, object?> calls, OrderedDictionary<string, object?> arguments)
    {
        foreach (var (key, value) in arguments)
        {
            var rule = key switch
            {
                "pre_hook" or "pre-hook" or "post_hook" or "post-hook" or "tags" => Append,
                "quoting" or "column_types" or "meta" or "docs" or "contract" => Update,
                "grants" => AppendByKey,
                _ => Replace,
            };
            calls[key] =
                !calls.TryGetValue(key, out var farther) ? PlainData.Clone(value)
                : rule == AppendByKey ? JoinCallsByKey(AsMap(farther), AsMap(value))
                : Join(rule, farther, value);
        }
    }

    /// <summary>A key with a plus adds to the call before and still to what stands outside of the calls.</summary>
    private static OrderedDictionary<string, object?> JoinCallsByKey(
        OrderedDictionary<string, object?> farther,
        OrderedDictionary<string, object?> nearer
    )
    {
        var joined = new OrderedDictionary<string, object?>();
        foreach (var (key, value) in farther)
        {
            joined[key] = Listed(value);
        }
        foreach (var (written, value) in nearer)
        {
            var plain = written.TrimStart('+');
            if (!written.StartsWith('+'))
            {
                joined.Remove('+' + plain);
                joined[plain] = Listed(value);
                continue;
            }
            var key = joined.ContainsKey(plain) ? plain : written;
            joined[key] = joined.TryGetValue(key, out var before) ? Listed(before).Concat(Listed(value)).ToList() : Listed(value);
        }
        return joined;
    }

    /// <summary>Both spellings of hooks are one key.</summary>
    public static string HookKey(string key) =>
        key switch
        {
            "pre_hook" => "pre-hook",
            "post_hook" => "post-hook",
            _ => key,
        };

    public static object? Join(ConfigMergeRule rule, object? farther, object? nearer)
    {
        switch (rule)
        {
            case Append:
                return Listed(farther).Concat(Listed(nearer)).ToList();
            case Update when nearer is null:
                return farther;
            case Update:
                var updated = PlainData.Clone(AsMap(farther));
                foreach (var (key, value) in AsMap(nearer))
                {
                    updated[key] = PlainData.Clone(value);
                }
                return updated;
            case AppendByKey:
                return JoinByKey(AsMap(farther), AsMap(nearer));
            default:
                return PlainData.Clone(nearer);
        }
    }

    private static OrderedDictionary<string, object?> JoinByKey(
        OrderedDictionary<string, object?> farther,
        OrderedDictionary<string, object?> nearer
    )
    {
        var joined = new OrderedDictionary<string, object?>();
        foreach (var (key, value) in farther)
        {
            joined[key] = Listed(value);
        }
        foreach (var (written, value) in nearer)
        {
            var key = written.TrimStart('+');
            joined[key] =
                written.StartsWith('+') && joined.TryGetValue(key, out var before)
                    ? Listed(before).Concat(Listed(value)).ToList()
                    : Listed(value);
        }

        return joined;
    }

    private static List<object?> Listed(object? value) =>
        value switch
        {
            null => [],
            List<object?> list => list.ConvertAll(PlainData.Clone),
            _ => [PlainData.Clone(value)],
        };

    private static OrderedDictionary<string, object?> AsMap(object? value) =>
        value switch
        {
            OrderedDictionary<string, object?> map => map,
            null => [],
            _ => throw new DbtException(DbtErrorKind.Internal, $"expected dict, got {value}"),
        };
}
