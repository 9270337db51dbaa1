using System.Globalization;
using Headgate.Catalogue;
using Microsoft.Extensions.Primitives;

namespace Headgate.Wire;

/// <summary>
/// Reads the query string: paging, order, filters and <c>include_related</c>. Each filter that is read is echoed in
/// <c>extra.filters</c>. What is wrong is collected; <see cref="Problems"/> is null where nothing is.
/// An empty value counts as absent, as some clients send every parameter.
/// </summary>
public sealed class QueryReader
{
    private readonly Dictionary<string, StringValues> _values;
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _applied = new(StringComparer.Ordinal);
    private readonly int? _cap;

    internal QueryReader(IReadOnlyDictionary<string, Sent>? query, Operation operation, WireSettings settings)
    {
        _values = (query ?? new Dictionary<string, Sent>()).ToDictionary(
            q => q.Key,
            q => new StringValues([.. q.Value.Texts ?? [q.Value.ToString()]]),
            StringComparer.Ordinal
        );
        _cap = settings.PageLimit;
        if (operation.Listed)
        {
            ReadPaging();
        }
    }

    /// <summary>Records asked for on one page.</summary>
    public int Limit { get; private set; } = 100;

    /// <summary>Records passed over.</summary>
    public int Offset { get; private set; }

    /// <summary>The keys of <c>order_by</c>, after <see cref="Order"/>.</summary>
    public IReadOnlyList<OrderKey> OrderBy { get; private set; } = [new("id", false)];

    /// <summary>What was applied, for the echo: parameter to text.</summary>
    internal IReadOnlyDictionary<string, string> Applied => _applied;

    /// <summary>A 400 with everything that is wrong, or null. To be asked after all parameters have been read.</summary>
    public Answer? Problems => _problems.Count == 0 ? null : Answer.BadRequest(_problems);

    /// <summary>Notes a problem that only the handler can see.</summary>
    public void Problem(string parameter, string message) => _problems.TryAdd(parameter, message);

    /// <summary>Sets another default page size than 100 (webhooks: 10). Before anything else is read.</summary>
    public void DefaultLimit(int limit)
    {
        if (Text("limit", echo: false) is null)
        {
            Limit = limit;
        }
    }

    /// <summary>Reads <c>order_by</c>: one field or a list, a minus for descending. A field that is not allowed is a problem.</summary>
    public IReadOnlyList<OrderKey> Order(string fallback, params ReadOnlySpan<string> allowed)
    {
        var keys = new List<OrderKey>();
        foreach (var item in OldListText.Parse(Raw("order_by")))
        {
            var descending = item[0] == '-';
            var field = descending ? item[1..] : item;
            if (!allowed.Contains(field))
            {
                Problem(
                    "order_by",
                    $"\"{item}\" is no field to order by; choose from {string.Join(", ", allowed)}, with a minus for descending."
                );
                continue;
            }
            keys.Add(new OrderKey(field, descending));
        }
        if (keys.Count == 0)
        {
            keys.Add(fallback[0] == '-' ? new OrderKey(fallback[1..], true) : new OrderKey(fallback, false));
        }
        OrderBy = keys;
        return keys;
    }

    /// <summary>The names of <c>include_related</c>, in whatever form they were sent.</summary>
    public IReadOnlySet<string> Related() => OldListText.Parse(Raw("include_related")).ToHashSet(StringComparer.Ordinal);

    /// <summary>A text filter, or null.</summary>
    public string? Text(string name) => Text(name, echo: true);

    /// <summary>A number filter, or null.</summary>
    public long? Long(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            Problem(name, "A valid integer is required.");
            return null;
        }
        return number;
    }

    /// <summary>A filter of true or false, or null. Accepts <c>true/false</c> in any case and <c>1/0</c>.</summary>
    public bool? Bool(string name)
    {
        switch (Text(name)?.ToLowerInvariant())
        {
            case null:
                return null;
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            default:
                Problem(name, "Must be true or false.");
                return null;
        }
    }

    /// <summary>A list of numbers, or null where the parameter is absent or empty.</summary>
    public IReadOnlyList<long>? Longs(string name)
    {
        var items = Texts(name);
        if (items is null)
        {
            return null;
        }
        var numbers = new List<long>(items.Count);
        foreach (var item in items)
        {
            if (!long.TryParse(item, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                Problem(name, $"\"{item}\" is no integer.");
                return null;
            }
            numbers.Add(number);
        }
        return numbers;
    }

    /// <summary>A list of texts, or null where the parameter is absent or empty.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        var items = OldListText.Parse(Raw(name));
        if (items.Count == 0)
        {
            return null;
        }
        _applied[name] = string.Join(',', items);
        return items;
    }

    /// <summary>A range of two times, or null.</summary>
    public TimeRange? Range(string name)
    {
        if (Texts(name) is not { } items)
        {
            return null;
        }
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (
            items.Count == 2
            && DateTimeOffset.TryParse(items[0], CultureInfo.InvariantCulture, Styles, out var from)
            && DateTimeOffset.TryParse(items[1], CultureInfo.InvariantCulture, Styles, out var to)
        )
        {
            return new TimeRange(from, to);
        }
        Problem(name, "Two ISO 8601 times are required, as in [\"2025-01-01T00:00:00Z\",\"2025-02-01T00:00:00Z\"].");
        return null;
    }

    /// <summary>The <c>state</c> filter: <c>1</c>/<c>active</c> (default), <c>2</c>/<c>deleted</c>, <c>all</c>.</summary>
    public StateFilter State()
    {
        switch (Text("state"))
        {
            case null or "1" or "active":
                return StateFilter.Active;
            case "2" or "deleted":
                return StateFilter.Deleted;
            case "all":
                return StateFilter.All;
            default:
                Problem("state", "Must be 1 (active), 2 (deleted) or all.");
                return StateFilter.Active;
        }
    }

    private StringValues Raw(string name) => _values.TryGetValue(name, out var values) ? values : StringValues.Empty;

    private string? Text(string name, bool echo)
    {
        if (!_values.TryGetValue(name, out var values) || values.Count == 0)
        {
            return null;
        }
        var text = values[^1]?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        if (echo)
        {
            _applied[name] = text;
        }
        return text;
    }

    private void ReadPaging()
    {
        if (Number("limit") is { } limit)
        {
            if (limit < 1)
            {
                Problem("limit", "Ensure this value is greater than or equal to 1.");
            }
            else if (_cap is { } cap && limit > cap)
            {
                Problem("limit", $"Ensure this value is less than or equal to {cap}.");
            }
            else
            {
                Limit = (int)Math.Min(limit, int.MaxValue);
            }
        }
        if (Number("offset") is { } offset)
        {
            if (offset < 0)
            {
                Problem("offset", "Ensure this value is greater than or equal to 0.");
            }
            else
            {
                Offset = (int)Math.Min(offset, int.MaxValue);
            }
        }
    }

    private long? Number(string name)
    {
        if (Text(name, echo: false) is not { } text)
        {
            return null;
        }
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }
        Problem(name, "A valid integer is required.");
        return null;
    }
}
