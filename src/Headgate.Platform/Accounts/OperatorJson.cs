using System.Text.Json.Serialization;

namespace Headgate.Platform.Accounts;

/// <summary>What the operator sees, as JSON without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<AccountSummary>))]
[JsonSerializable(typeof(IReadOnlyList<UserSummary>))]
[JsonSerializable(typeof(IReadOnlyList<TokenSummary>))]
public sealed partial class OperatorJson : JsonSerializerContext;
