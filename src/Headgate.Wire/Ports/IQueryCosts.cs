using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Counts what queries have cost that work on after the call that asked for them has been answered.</summary>
public interface IQueryCosts
{
    /// <summary>Counts seconds of a warehouse and rows that it gave, towards the budgets of whoever asked.</summary>
    /// <param name="caller">Who asked.</param>
    /// <param name="seconds">Seconds, begun ones counted whole.</param>
    /// <param name="rows">Rows.</param>
    Task AddAsync(Caller caller, long seconds, long rows);
}
