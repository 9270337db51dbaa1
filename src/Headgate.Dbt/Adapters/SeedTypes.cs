namespace Headgate.Dbt.Adapters;

/// <summary>The column types a database gives to the kinds of values that a seed file may hold.</summary>
internal sealed record SeedTypes(string Text, string Integer, string Number, string Boolean, string Date, string Timestamp);
