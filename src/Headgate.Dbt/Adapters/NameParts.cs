namespace Headgate.Dbt.Adapters;

/// <summary>A choice for each part of a relation's name: quoted or not, included or not.</summary>
internal sealed record NameParts(bool Database, bool Schema, bool Identifier)
{
    /// <summary>The same choice with some parts replaced.</summary>
    public NameParts With(bool? database, bool? schema, bool? identifier) =>
        new(database ?? Database, schema ?? Schema, identifier ?? Identifier);
}
