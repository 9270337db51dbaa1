using System.Linq.Expressions;
using Headgate.Catalogue;
using Headgate.Store.Totals;

namespace Headgate.Platform.Lists;

/// <summary>A filter of a list: the field that is sent, and the rows that it keeps.</summary>
internal abstract class Filter<T>
    where T : class
{
    /// <summary>What is sent.</summary>
    public abstract Field Field { get; }

    /// <summary>Keeps what was asked for; nothing happens where nothing was.</summary>
    public abstract void Apply(FieldSource source, ListQuery<T> query);
}

/// <summary>A filter whose condition is made from its value.</summary>
/// <param name="declared">What is sent; null where it was not.</param>
/// <param name="condition">What it keeps.</param>
internal sealed class Filter<T, TValue>(Field<TValue> declared, Func<TValue, Expression<Func<T, bool>>> condition) : Filter<T>
    where T : class
{
    /// <summary>The place whose total is counted, where the value is the id of one.</summary>
    public CountScope? Scope { get; init; }

    /// <summary>The states that the value asks for, where rows are counted by state.</summary>
    public Func<TValue, IReadOnlyList<int>>? States { get; init; }

    public override Field Field => declared;

    public override void Apply(FieldSource source, ListQuery<T> query)
    {
        if (declared.Read(source, query.Problems) is not { } value)
        {
            return;
        }
        var kept = condition(value);
        if (Scope is { } scope && value is long id)
        {
            query.In(scope, id, kept, declared, source.Find(declared));
        }
        else if (States is not null)
        {
            query.Among(States(value), kept, declared, source.Find(declared));
        }
        else
        {
            query.Where(kept, declared, source.Find(declared));
        }
    }
}
