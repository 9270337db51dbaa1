using Headgate.Catalogue;

namespace Headgate.Gate.Conditions;

/// <summary>The conditions of a grant as a body gives them. Read as strictly as the grant: a condition that is misspelt must not be none.</summary>
internal static class ConditionFields
{
    private static readonly Fields<ArgumentCondition> Argument = new(refusesUnknown: true)
    {
        {
            In
                .Body.Text(
                    "field",
                    "The field by its name, nested ones with dots; vars.NAME for a variable that a command gives with --vars.",
                    200
                )
                .Required(),
            (a, v) => a.Field = v
        },
        {
            In
                .Body.Texts(
                    "one_of",
                    "Values that are allowed; a star stands for any text. One that begins with \"dbt \" is compared with a command word by word.",
                    100,
                    2000
                )
                .Or([]),
            (a, v) => a.OneOf = v
        },
        {
            In.Body.Text("matches", "A regular expression that the whole value fits; it runs in linear time.", 1000),
            (a, v) => a.Matches = v
        },
        { In.Body.Long("at_most", "The greatest number that is allowed."), (a, v) => a.AtMost = v },
        { In.Body.Long("at_least", "The least number that is allowed."), (a, v) => a.AtLeast = v },
        { In.Body.Flag("required", "Whether a call without the field is refused.").Or(false), (a, v) => a.Required = v },
    };

    private static readonly Fields<ApprovalCondition> Approval = new(refusesUnknown: true)
    {
        { In.Body.Int("ask_minutes", "How long a question waits for its answer.").Or(60), (a, v) => a.AskMinutes = v },
        { In.Body.Int("use_minutes", "How long after a yes the call can be made.").Or(60), (a, v) => a.UseMinutes = v },
    };

    private static readonly Fields<DailyBudget> Budget = new(refusesUnknown: true)
    {
        { In.Body.Long("calls", "Calls a day."), (b, v) => b.Calls = v },
        { In.Body.Long("runs", "Runs that are started a day."), (b, v) => b.Runs = v },
        { In.Body.Long("run_minutes", "Minutes of runs a day."), (b, v) => b.RunMinutes = v },
        {
            In.Body.Long("warehouse_seconds", "Seconds a day in which commands of runs, or queries of metrics, are at work."),
            (b, v) => b.WarehouseSeconds = v
        },
        { In.Body.Long("rows", "Rows a day that queries of metrics read."), (b, v) => b.Rows = v },
    };

    private static readonly Fields<HistoryCondition> History = new(refusesUnknown: true)
    {
        { In.Body.Long("full_refreshes", "Runs a day of UTC that build tables anew from nothing."), (h, v) => h.FullRefreshes = v },
        {
            In.Body.Flag("read_error_first", "Whether a run is retried only after the agent has read why it failed.").Or(false),
            (h, v) => h.ReadErrorFirst = v
        },
    };

    private static readonly Fields<ModelsCondition> Models = new(refusesUnknown: true)
    {
        {
            In.Body.Texts("select", "Nodes that a run may touch, in dbt's selection syntax, such as tag:agent.", 100, 500).Required(),
            (m, v) => m.Select = v
        },
        { In.Body.Texts("exclude", "Nodes that are none of them.", 100, 500).Or([]), (m, v) => m.Exclude = v },
        { In.Body.Flag("full_refresh", "Whether they may be built anew from nothing.").Or(false), (m, v) => m.FullRefresh = v },
    };

    private static readonly Fields<RowBound> Row = new(refusesUnknown: true)
    {
        {
            In.Body.Text("dimension", "The dimension by its whole name, such as customer__region.", 200).Required(),
            (r, v) => r.Dimension = v
        },
        { In.Body.Texts("one_of", "The values of it that count.", 100, 500).Required(), (r, v) => r.OneOf = v },
    };

    private static readonly Fields<MetricBounds> Metrics = new(refusesUnknown: true)
    {
        { In.Body.Texts("names", "Metrics by name; a star stands for any text. Empty for all.", 500, 200).Or([]), (m, v) => m.Names = v },
        {
            In.Body.Texts("dimensions", "What can be grouped and filtered by, such as customer__*. Empty for all.", 500, 200).Or([]),
            (m, v) => m.Dimensions = v
        },
        {
            In.Body.Each("rows", "Of each dimension that is named only some values count.", Row, () => new RowBound(), 20).Or([]),
            (m, v) => m.Rows = v
        },
        {
            In.Body.Texts("hidden_columns", "Columns that nothing may be read from, as table.column.", 200, 200).Or([]),
            (m, v) => m.HiddenColumns = v
        },
    };

    public static Fields<GrantConditions> All { get; } =
        new(refusesUnknown: true)
        {
            { In.Body.Time("from", "Without effect before."), (c, v) => c.From = v },
            {
                In.Body.Texts("hours", "When it holds, such as \"Mon-Fri 08:00-18:00 Europe/Berlin\".", 50, 100).Or([]),
                (c, v) => c.Hours = v
            },
            { In.Body.Texts("networks", "Where calls may come from, such as 10.0.0.0/8.", 50, 50).Or([]), (c, v) => c.Networks = v },
            {
                In.Body.Each("arguments", "What the fields of a call may hold.", Argument, () => new ArgumentCondition(), 50).Or([]),
                (c, v) => c.Arguments = v
            },
            { In.Body.Object("models", "What a run may touch.", Models, () => new ModelsCondition()), (c, v) => c.Models = v },
            {
                In.Body.Object("approval", "A person agrees to each call first.", Approval, () => new ApprovalCondition()),
                (c, v) => c.Approval = v
            },
            {
                In.Body.Object("metrics", "What of a project's metrics it is for.", Metrics, () => new MetricBounds()),
                (c, v) => c.Metrics = v
            },
            {
                In.Body.Choices("withhold", "On metadata: facts that no call may ask for.", [.. ShownFacts.All]).Or([]),
                (c, v) => c.Withhold = v
            },
            { In.Body.Texts("mask", "Fields of answers whose values are not told, by name.", 50, 100).Or([]), (c, v) => c.Mask = v },
            { In.Body.Object("budget", "How much in a day of UTC.", Budget, () => new DailyBudget()), (c, v) => c.Budget = v },
            {
                In.Body.Object("history", "What the agent has to have done, or not done, before.", History, () => new HistoryCondition()),
                (c, v) => c.History = v
            },
        };
}
