namespace Headgate.Catalogue;

/// <summary>What can be said of a field beyond its name and shape.</summary>
public static class FieldForms
{
    /// <summary>A call without it is refused.</summary>
    public static Field<T> Required<T>(this Field<T?> field)
        where T : struct => field.As(v => v.GetValueOrDefault(), default) with { IsRequired = true };

    /// <summary>A call without it is refused; a text that is blank counts as absent.</summary>
    public static Field<string> Required(this Field<string?> field) =>
        field.As(v => v ?? "", "").Must(v => string.IsNullOrWhiteSpace(v) ? "must not be blank" : null) with
        {
            IsRequired = true,
        };

    /// <summary>A call without it is refused.</summary>
    public static Field<IReadOnlyList<T>> Required<T>(this Field<IReadOnlyList<T>?> field) => field.Or([]) with { IsRequired = true };

    /// <summary>What holds where it is left out.</summary>
    public static Field<T> Or<T>(this Field<T?> field, T absent)
        where T : struct => field.As(v => v ?? absent, absent);

    /// <summary>What holds where it is left out.</summary>
    public static Field<string> Or(this Field<string?> field, string absent) => field.As(v => v ?? absent, absent);

    /// <summary>What holds where it is left out.</summary>
    public static Field<IReadOnlyList<T>> Or<T>(this Field<IReadOnlyList<T>?> field, IReadOnlyList<T> absent) =>
        field.As(v => v ?? absent, absent);

    /// <summary>An empty text counts as none.</summary>
    public static Field<string?> EmptyIsNone(this Field<string?> field) => field.As(v => v is { Length: 0 } ? null : v, null);

    /// <summary>A call without it is refused or not, as another operation on the same thing has it.</summary>
    public static Field<T> RequiredIf<T>(this Field<T> field, bool required) => field with { IsRequired = required };

    /// <summary>A rule beyond the shape.</summary>
    /// <param name="field">The field.</param>
    /// <param name="fault">What is wrong with a value, in words, or null.</param>
    public static Field<T> Must<T>(this Field<T> field, Func<T, string?> fault) =>
        field with
        {
            Check = field.Check is { } first ? value => first(value) ?? fault(value) : fault,
        };

    /// <summary>JSON's null is refused, as an empty list or text is: nobody shall widen something by saying nothing.</summary>
    public static Field<T> NotNull<T>(this Field<T> field) => field with { RefusesNull = true };

    /// <summary>Other names under which clients send it.</summary>
    public static Field<T> Alias<T>(this Field<T> field, params IReadOnlyList<string> names) => field with { Aliases = names };

    /// <summary>Its id or ids name things of a kind.</summary>
    public static Field<T> Naming<T>(this Field<T> field, TargetKind kind) => field with { Names = kind };

    /// <summary>It changes what the thing does that is called; a grant has to name it. Its value stands in the record.</summary>
    public static Field<T> Override<T>(this Field<T> field) => field with { IsOverride = true, Record = FieldRecord.Told };

    /// <summary>Its value stands in the record.</summary>
    public static Field<T> Told<T>(this Field<T> field) => field with { Record = FieldRecord.Told };

    /// <summary>Its value never stands in the record.</summary>
    public static Field<T> Masked<T>(this Field<T> field) => field with { Record = FieldRecord.Masked };

    /// <summary>The same field with its value turned into another type.</summary>
    public static Field<TOther> As<T, TOther>(this Field<T> field, Func<T, TOther> turn, TOther absent)
    {
        var (read, check) = (field.Present, field.Check);
        return new Field<TOther>(
            field.Name,
            field.Place,
            field.Shape,
            field.Says,
            (sent, problems, path) =>
            {
                var value = read(sent, problems, path);
                if (check?.Invoke(value) is { } fault)
                {
                    problems.Add(path, fault);
                }
                return turn(value);
            },
            absent
        )
        {
            Aliases = field.Aliases,
            IsRequired = field.IsRequired,
            RefusesNull = field.RefusesNull,
            Names = field.Names,
            IsOverride = field.IsOverride,
            Record = field.Record,
        };
    }
}
