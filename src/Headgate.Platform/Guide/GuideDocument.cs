using System.Text.Json.Serialization;
using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Platform.Guide;

/// <summary>Everything that the guide tells, as data: the page, the Markdown, the JSON and the OpenAPI description are four ways to write it down.</summary>
public sealed record GuideDocument
{
    /// <summary>Version of Headgate.</summary>
    public required string Version { get; init; }

    /// <summary>The areas that have a capability or an operation, in their order.</summary>
    public required IReadOnlyList<GuideArea> Areas { get; init; }

    /// <summary>The tools of MCP.</summary>
    public IReadOnlyList<GuideTool> Tools { get; init; } = [];

    /// <summary>Webhook events.</summary>
    public required IReadOnlyList<GuideEvent> Events { get; init; }

    /// <summary>Status codes.</summary>
    public required IReadOnlyList<GuideStatus> Statuses { get; init; }

    /// <summary>Limits: rates, sizes, pages.</summary>
    public required IReadOnlyList<GuideLimit> Limits { get; init; }

    /// <summary>How lists are read.</summary>
    public required IReadOnlyList<GuideParameter> Paging { get; init; }

    /// <summary>What each version of the API is for.</summary>
    public required IReadOnlyList<GuideVersion> Versions { get; init; }

    /// <summary>What changed in which version of Headgate, newest first.</summary>
    public required IReadOnlyList<GuideChange> Changes { get; init; }

    /// <summary>Questions and answers.</summary>
    public required IReadOnlyList<GuideQuestion> Questions { get; init; }

    /// <summary>All operations, area by area.</summary>
    [JsonIgnore]
    public IEnumerable<GuideOperation> Operations => Areas.SelectMany(a => a.Operations);

    /// <summary>Makes the document of a catalogue.</summary>
    /// <param name="operations">The operations, in the order in which they are to stand.</param>
    /// <param name="wire">The limits that the server keeps.</param>
    /// <param name="version">Version of Headgate.</param>
    /// <param name="tools">The tools of MCP.</param>
    public static GuideDocument Of(
        IReadOnlyList<Operation> operations,
        WireSettings wire,
        string version,
        IReadOnlyList<GuideTool>? tools = null
    ) =>
        new()
        {
            Version = version,
            Tools = tools ?? [],
            Areas =
            [
                .. Enum.GetValues<Area>()
                    .Select(area => AreaOf(area, operations))
                    .Where(a => a.Operations.Count + a.Capabilities.Count > 0),
            ],
            Events = GuideEvents.Of(operations),
            Statuses = GuideStatuses.All,
            Limits = GuideLimits.Of(wire),
            Paging = GuideLimits.Paging(wire),
            Versions = GuideTexts.Versions(operations),
            Changes = ChangesOf(operations),
            Questions = GuideQuestions.All,
        };

    private static GuideArea AreaOf(Area area, IReadOnlyList<Operation> operations) =>
        new(
            GuideTexts.Anchor(area.Title()),
            area.Title(),
            GuideTexts.Summary(area),
            [.. Capabilities.All.Where(c => c.Area == area).Select(GuideCapability.Of)],
            [.. operations.Where(o => o.Area == area).Select(GuideOperation.Of)]
        );

    private static IReadOnlyList<GuideChange> ChangesOf(IReadOnlyList<Operation> operations) =>
        [
            .. operations
                .SelectMany(o => o.History.Select(h => (h.Version, h.Text, o.Id)))
                .GroupBy(c => (c.Version, c.Text))
                .OrderByDescending(g => System.Version.TryParse(g.Key.Version, out var v) ? v : new Version(0, 0))
                .Select(g => new GuideChange(g.Key.Version, g.Key.Text, [.. g.Select(c => c.Id)])),
        ];
}
