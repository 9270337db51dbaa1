using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>One value of an environment variable on the wire. Of a secret only that there is one is shown.</summary>
internal sealed record EnvironmentVariableView
{
    private readonly EnvironmentVariable _row;

    private EnvironmentVariableView(EnvironmentVariable row) => _row = row;

    public static EnvironmentVariableView Of(EnvironmentVariable row, string shown, EnvironmentView? environment) =>
        new(row) { DisplayValue = shown, Environment = environment };

    public long Id => _row.Id;
    public long AccountId => _row.AccountId;
    public long ProjectId => _row.ProjectId;
    public string Name => _row.Name;
    public string Type => _row.Type;
    public long? UserId => _row.UserId;
    public long? EnvironmentId => _row.EnvironmentId;
    public long? JobDefinitionId => _row.JobDefinitionId;
    public required string DisplayValue { get; init; }
    public int State => (int)_row.State;
    public ZuluTime CreatedAt => _row.CreatedAt;
    public ZuluTime UpdatedAt => _row.UpdatedAt;
    public EnvironmentView? Environment { get; init; }
}
