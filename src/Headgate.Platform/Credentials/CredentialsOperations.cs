using Headgate.Wire;

namespace Headgate.Platform.Credentials;

/// <summary>The operations on warehouse credentials.</summary>
internal static class CredentialsOperations
{
    public static IReadOnlyList<OperationEntry> All { get; } =
    [
        OperationEntry.Of<ListCredentials>(),
        OperationEntry.Of<GetCredential>(),
        OperationEntry.Of<CreateCredential>(),
        OperationEntry.Of<UpdateCredential>(),
    ];
}
