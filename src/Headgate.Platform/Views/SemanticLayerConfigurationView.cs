using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>A Semantic Layer configuration on the wire.</summary>
internal sealed record SemanticLayerConfigurationView
{
    private readonly SemanticLayerConfiguration _row;

    private SemanticLayerConfigurationView(SemanticLayerConfiguration row) => _row = row;

    public static SemanticLayerConfigurationView Of(SemanticLayerConfiguration row) => new(row);

    public long Id => _row.Id;
    public long AccountId => _row.AccountId;
    public long ProjectId => _row.ProjectId;
    public long EnvironmentId => _row.EnvironmentId;
    public int State => (int)_row.State;
    public ZuluTime CreatedAt => _row.CreatedAt;
    public ZuluTime UpdatedAt => _row.UpdatedAt;
}
