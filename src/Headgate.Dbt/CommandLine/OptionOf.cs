namespace Headgate.Dbt.CommandLine;

/// <summary>An option whose value has a type.</summary>
/// <typeparam name="T">The type.</typeparam>
internal sealed record Option<T> : Option
{
    /// <summary>The value where nothing says otherwise.</summary>
    public required T Default { get; init; }

    /// <summary>Reads the arguments.</summary>
    public required Func<IReadOnlyList<string>, Reading> Reader { get; init; }

    /// <summary>Turns the value into plain data for <c>args</c>.</summary>
    public Func<T, object?> Writer { get; init; } = static v => v;

    /// <inheritdoc />
    public override object? Fallback => Default;

    /// <inheritdoc />
    public override Reading Read(IReadOnlyList<string> texts) => Reader(texts);

    /// <inheritdoc />
    public override object? ToPlain(object? value) => value is null ? null : Writer((T)value);
}
