using System.Collections;
using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Platform.Adapters;

/// <summary>The settings that a connection of one adapter has. Others are kept too: adapters of people's own have more than dbt describes.</summary>
internal sealed class AdapterFields : IEnumerable<Field>
{
    /// <summary>Names that are secret whatever the adapter.</summary>
    private static readonly string[] AlwaysSecret =
    [
        "password",
        "token",
        "secret",
        "private_key",
        "private_key_passphrase",
        "client_secret",
        "passphrase",
    ];

    private readonly Fields<object> _fields = [];

    /// <summary>Names of those that a connection must have.</summary>
    public IEnumerable<string> Required => this.Where(f => f.IsRequired).Select(f => f.Name);

    /// <summary>Declares a setting.</summary>
    public void Add<T>(Field<T> field) => _fields.Add(field, (_, _) => { });

    /// <summary>Notes what is wrong with the settings of a connection.</summary>
    public void Check(JsonElement config, FieldProblems problems) => _fields.Read(new FieldSource(config), problems, "config.");

    /// <summary>Whether a setting is never shown again.</summary>
    public bool IsSecret(string name) =>
        AlwaysSecret.Contains(name)
        || name.EndsWith("_secret", StringComparison.Ordinal)
        || this.Any(f => f.Name == name && f.Record == FieldRecord.Masked);

    /// <inheritdoc/>
    public IEnumerator<Field> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
