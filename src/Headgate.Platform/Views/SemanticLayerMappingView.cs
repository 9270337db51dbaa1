using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>On the wire, which Semantic Layer credentials a service token uses.</summary>
internal sealed record SemanticLayerMappingView
{
    private readonly SemanticLayerMapping _row;

    private SemanticLayerMappingView(SemanticLayerMapping row) => _row = row;

    public static SemanticLayerMappingView Of(SemanticLayerMapping row) => new(row);

    public long Id => _row.Id;
    public long AccountId => _row.AccountId;
    public long ProjectId => _row.ProjectId;
    public long SemanticLayerCredentialsId => _row.SemanticLayerCredentialsId;
    public long ServiceTokenId => _row.ServiceTokenId;
    public int State => (int)_row.State;
    public ZuluTime CreatedAt => _row.CreatedAt;
    public ZuluTime UpdatedAt => _row.UpdatedAt;
}
