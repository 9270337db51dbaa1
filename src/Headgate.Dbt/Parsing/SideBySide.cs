using Headgate.Dbt.Project;

namespace Headgate.Dbt.Parsing;

/// <summary>
/// Parses many things on all cores so that nobody can tell. What is quiet and succeeds is kept; what says something (a log line, a warning) or fails
/// is made once more when it is its turn, and then says it or fails as if nothing had happened before.
/// </summary>
internal static class SideBySide
{
    /// <summary>Fewer are not worth the handing over.</summary>
    private const int Worthwhile = 16;

    [ThreadStatic]
    private static Ahead? _ahead;

    /// <summary>The same warnings, added when it is their turn.</summary>
    public static WarningLog InOrder(WarningLog warnings) => new(warning => Say(() => warnings.Add(warning)));

    /// <summary>The same output, written when it is its turn.</summary>
    public static ParseOutput InOrder(ParseOutput output) =>
        new((text, isInfo) => Say(() => output.Log(text, isInfo)), text => Say(() => output.Print(text)));

    /// <summary>Makes something of each item and takes what was made, in order.</summary>
    /// <param name="items">The items.</param>
    /// <param name="make">Makes; side by side and perhaps twice, so it changes nothing that others read.</param>
    /// <param name="take">Takes; one after the other.</param>
    /// <exception cref="DbtException">What <paramref name="make"/> and <paramref name="take"/> throw, of the first item that they throw for.</exception>
    public static void Each<TItem, TMade>(IReadOnlyList<TItem> items, Func<TItem, TMade> make, Action<TMade> take)
        where TMade : class
    {
        var made = new TMade?[items.Count];
        if (items.Count >= Worthwhile)
        {
            Parallel.For(0, items.Count, i => made[i] = MakeAhead(items[i], make));
        }
        for (var i = 0; i < made.Length; i++)
        {
            take(made[i] ?? make(items[i]));
        }
    }

    private static void Say(Action words)
    {
        if (_ahead is { } ahead)
        {
            ahead.IsLoud = true;
        }
        else
        {
            words();
        }
    }

    private static TMade? MakeAhead<TItem, TMade>(TItem item, Func<TItem, TMade> make)
        where TMade : class
    {
        var outer = _ahead;
        var ahead = _ahead = new();
        try
        {
            var made = make(item);
            return ahead.IsLoud ? null : made;
        }
        catch (Exception e) when (e is DbtException or Headgate.Jinja.Errors.JinjaException or Adapters.DatabaseException)
        {
            return null;
        }
        finally
        {
            _ahead = outer;
        }
    }

    private sealed class Ahead
    {
        public bool IsLoud { get; set; }
    }
}
