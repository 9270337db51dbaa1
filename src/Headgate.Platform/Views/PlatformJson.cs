using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Platform.Views;

/// <summary>Generated serialisers of everything that the platform answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(AccountUserView))]
[JsonSerializable(typeof(ConnectionView))]
[JsonSerializable(typeof(CredentialView))]
[JsonSerializable(typeof(EnvironmentV2View))]
[JsonSerializable(typeof(EnvironmentView))]
[JsonSerializable(typeof(GroupView))]
[JsonSerializable(typeof(GroupPermissionView))]
[JsonSerializable(typeof(JobView))]
[JsonSerializable(typeof(ProjectView))]
[JsonSerializable(typeof(RepositoryView))]
[JsonSerializable(typeof(RunView))]
[JsonSerializable(typeof(RunStepView))]
[JsonSerializable(typeof(RunTriggerView))]
[JsonSerializable(typeof(RunFailureView))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(ServiceTokenView))]
[JsonSerializable(typeof(ServiceTokenPermissionView))]
[JsonSerializable(typeof(SubscriptionView))]
[JsonSerializable(typeof(SubscriptionDeletedView))]
[JsonSerializable(typeof(SubscriptionTestView))]
[JsonSerializable(typeof(EventView))]
[JsonSerializable(typeof(ReceiptView))]
[JsonSerializable(typeof(UserView))]
[JsonSerializable(typeof(WhoAmIView))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, JsonElement>))]
[JsonSerializable(typeof(long))]
internal sealed partial class PlatformJson : JsonSerializerContext;
