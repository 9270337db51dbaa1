namespace Headgate.Metrics.Statements;

/// <summary>Something that holds for a row or does not.</summary>
internal abstract record Condition;

/// <summary>Two values compared.</summary>
internal sealed record Compared(Expression Left, Comparison By, Expression Right) : Condition;

/// <summary>A value that is not there.</summary>
internal sealed record IsNotThere(Expression Value) : Condition;

/// <summary>One of several conditions.</summary>
internal sealed record AnyOf(IReadOnlyList<Condition> Conditions) : Condition;

/// <summary>A condition of the project or of the query, over the columns of the statement's source.</summary>
internal sealed record FilterSql(string Text) : Condition;
