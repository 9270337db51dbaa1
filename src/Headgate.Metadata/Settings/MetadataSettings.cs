namespace Headgate.Metadata.Settings;

/// <summary>What the operator can set of Discovery.</summary>
public sealed record MetadataSettings
{
    /// <summary>Days that the history of nodes is kept; what they are now is kept for ever.</summary>
    public int KeepDays { get; init; } = 92;

    /// <summary>Requests that one IP address may make in a minute at the GraphQL door; null for no limit.</summary>
    public int? RequestsPerMinute { get; init; } = 200;

    /// <summary>The address under which people reach the server; the host <c>metadata.</c> before its name is Discovery's.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>Whether the schema is told to whoever asks, also without a credential, as dbt's API does. It holds nothing of any project.</summary>
    public bool OpenIntrospection { get; init; } = true;

    /// <summary>The program that binds queries of projects, with its first arguments; null for this executable with <see cref="Columns.Binding.BinderProgram.Command"/>.</summary>
    public IReadOnlyList<string>? ColumnBinder { get; init; }
}
