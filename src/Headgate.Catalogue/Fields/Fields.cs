namespace Headgate.Catalogue;

/// <summary>The fields of an operation.</summary>
public abstract class Fields
{
    private BodyForm? _body;

    /// <summary>For declarations of fields.</summary>
    protected Fields() { }

    /// <summary>No fields.</summary>
    public static Fields None { get; } = new NoFields();

    /// <summary>All of them, in the order in which the guide shows them.</summary>
    public abstract IReadOnlyList<Field> All { get; }

    /// <summary>The body that they are in: an object, or an array where one field without a name is the whole of it.</summary>
    internal BodyForm Body =>
        _body ??=
            All.Where(f => f.Place == FieldPlace.Body).ToList() is not { Count: > 0 } sent ? BodyForm.None
            : sent.Any(f => f.Name.Length == 0) ? BodyForm.Array
            : BodyForm.Object;

    /// <summary>Notes what is wrong with a call, for those who do not read it themselves.</summary>
    public virtual void Validate(in FieldSource source, FieldProblems problems)
    {
        foreach (var field in All)
        {
            field.Validate(source, problems);
        }
    }

    /// <summary>
    /// Whether a name in the body that no field has is refused. dbt's own operations let it pass, as their clients send more than is documented; the gate's do not.
    /// </summary>
    public bool RefusesUnknown { get; init; }

    /// <summary>Whether whatever makes the answer reads them by itself, as lists do with their filters.</summary>
    public virtual bool ReadByAnswer => false;

    /// <summary>What may stand beside them under keys that callers choose; null where nothing may.</summary>
    public OtherKeys? Others { get; private protected set; }

    /// <summary>The shape of an object with these fields.</summary>
    internal ObjectShape Shape => new(All) { Others = Others };

    private sealed class NoFields : Fields
    {
        public override IReadOnlyList<Field> All => [];
    }
}
