using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>One value of an environment variable on the wire. Of a secret only that there is one is shown.</summary>
internal sealed record EnvironmentVariableView
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public required long ProjectId { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }
    public long? UserId { get; init; }
    public long? EnvironmentId { get; init; }
    public long? JobDefinitionId { get; init; }
    public required string DisplayValue { get; init; }
    public required int State { get; init; }

    [JsonConverter(typeof(ZuluTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(ZuluTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    public EnvironmentView? Environment { get; init; }

    /// <param name="row">The value.</param>
    /// <param name="shown">What may be shown of it.</param>
    /// <param name="environment">The environment that it holds in.</param>
    public static EnvironmentVariableView Of(EnvironmentVariable row, string shown, EnvironmentView? environment) =>
        new()
        {
            Id = row.Id,
            AccountId = row.AccountId,
            ProjectId = row.ProjectId,
            Name = row.Name,
            Type = row.Type,
            UserId = row.UserId,
            EnvironmentId = row.EnvironmentId,
            JobDefinitionId = row.JobDefinitionId,
            DisplayValue = shown,
            State = (int)row.State,
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
            Environment = environment,
        };
}
