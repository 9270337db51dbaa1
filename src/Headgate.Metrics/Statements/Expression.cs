using Headgate.Metrics.Semantics;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Statements;

/// <summary>A value in a statement, free of any database's way to write it.</summary>
internal abstract record Expression;

/// <summary>A column of one of the statement's sources.</summary>
internal sealed record ColumnOf(string Source, string Column) : Expression;

/// <summary>A column of the statement's only source.</summary>
internal sealed record ColumnHere(string Column) : Expression;

/// <summary>SQL of the project, as it stands there.</summary>
internal sealed record ProjectSql(string Text) : Expression;

/// <summary>A number.</summary>
internal sealed record NumberLiteral(long Value) : Expression;

/// <summary>A moment.</summary>
internal sealed record MomentLiteral(DateTime Value) : Expression;

/// <summary>The beginning of the period of a unit that a time falls in.</summary>
internal sealed record StartOfPeriod(Expression Time, TimeUnit Unit) : Expression;

/// <summary>A number taken out of a time.</summary>
internal sealed record PartOf(Expression Time, DatePart Part) : Expression;

/// <summary>A time moved back by a length of time.</summary>
internal sealed record MovedBack(Expression Time, long Count, TimeUnit Unit) : Expression;

/// <summary>A time moved on by as many units as an expression says, less one.</summary>
internal sealed record MovedOnTo(Expression Time, Expression Position, TimeUnit Unit) : Expression;

/// <summary>What is made of the values of a group.</summary>
internal sealed record Aggregated(Aggregation How, Expression Value) : Expression;

/// <summary>The greatest or the least of a group.</summary>
internal sealed record Extreme(Expression Value, bool Greatest) : Expression;

/// <summary>The first that is not null.</summary>
internal sealed record FirstGiven(IReadOnlyList<Expression> Values) : Expression;

/// <summary>One number divided by another; null where the other is zero.</summary>
internal sealed record Quotient(Expression Numerator, Expression Denominator) : Expression;

/// <summary>A function over the rows that agree in some values, in an order.</summary>
internal sealed record OverRows(
    RowFunction Function,
    Expression? Value,
    IReadOnlyList<Expression> Together,
    Expression? Order,
    bool Descending = false,
    long Distance = 0
) : Expression;

/// <summary>A value if a condition holds, else null.</summary>
internal sealed record GivenThat(Condition Condition, Expression Value) : Expression;
