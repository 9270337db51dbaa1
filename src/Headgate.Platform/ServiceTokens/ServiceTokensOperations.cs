using Headgate.Wire;

namespace Headgate.Platform.ServiceTokens;

/// <summary>The operations on service tokens.</summary>
internal static class ServiceTokensOperations
{
    public static IReadOnlyList<OperationEntry> All { get; } =
    [
        OperationEntry.Of<ListServiceTokens>(),
        OperationEntry.Of<GetServiceToken>(),
        OperationEntry.Of<CreateServiceToken>(),
        OperationEntry.Of<UpdateServiceToken>(),
        OperationEntry.Of<DeleteServiceToken>(),
        OperationEntry.Of<ListServiceTokenPermissions>(),
        OperationEntry.Of<SetServiceTokenPermissions>(),
        UpdateByPost(),
    ];

    /// <summary>Terraform's client updates with POST.</summary>
    private static OperationEntry UpdateByPost()
    {
        var twin = OperationEntry.Twin<UpdateServiceToken>(
            "service_tokens.update.post",
            UpdateServiceToken.Spec.Route,
            "terraform-provider-dbtcloud: service token update"
        );
        return twin with { Spec = twin.Spec with { Method = "POST" } };
    }
}
