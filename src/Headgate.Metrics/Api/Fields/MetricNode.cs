using System.Text.Json;

namespace Headgate.Metrics.Api.Fields;

/// <summary>A metric as an answer holds it.</summary>
/// <param name="Summary">What is known of it.</param>
/// <param name="Json">What the manifest says of it.</param>
internal sealed record MetricNode(MetricSummary Summary, JsonElement Json);
