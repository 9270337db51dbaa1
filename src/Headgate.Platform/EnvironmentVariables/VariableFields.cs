using Headgate.Catalogue;
using Headgate.Store.Model;

namespace Headgate.Platform.EnvironmentVariables;

/// <summary>What bodies say of environment variables.</summary>
internal static class VariableFields
{
    /// <summary>The variable or the list of them that a bulk creation holds.</summary>
    public const string Bulk = "env_var";

    /// <summary>The variable that a bulk update holds.</summary>
    public const string BulkChange = "env_vars";

    private static readonly TextShape Value = new(VariableValue.Longest);

    /// <summary>For a new value.</summary>
    public static Fields<VariableChange> Create { get; } = One(isUpdate: false);

    /// <summary>For a replacement, which must name what dbt's description requires.</summary>
    public static Fields<VariableChange> Update { get; } = One(isUpdate: true);

    /// <summary>For new variables with their values in several environments.</summary>
    public static Fields<BulkVariables> CreateBulk { get; } =
        new()
        {
            {
                In
                    .Body.OneOrEach(
                        Bulk,
                        "A variable, or a list of them: new_name, and its values by project and by names of environments.",
                        new Fields<VariableValues>
                        {
                            {
                                In.Body.Text("new_name", "Its name.", VariableNames.Longest).Required().Told(),
                                (v, name) => (v.Name, v.NewName) = (name, name)
                            },
                            {
                                In
                                    .Body.Text(
                                        VariableTypes.Project,
                                        "Value where no environment has one of its own.",
                                        VariableValue.Longest
                                    )
                                    .Masked(),
                                (v, value) => v.Values[VariableTypes.Project] = value
                            },
                        }.With(
                            new OtherKeys(Value, "Value in the environment of this name; none where null or empty."),
                            (v, key, value) => v.Values[key] = value
                        ),
                        () => new VariableValues(),
                        100
                    )
                    .Required(),
                (b, v) => b.Variables = v
            },
        };

    /// <summary>For a change of a variable in several places.</summary>
    public static Fields<BulkVariables> UpdateBulk { get; } =
        new()
        {
            {
                In
                    .Body.Object(
                        BulkChange,
                        "The variable, and its values by project, by names of environments or by the ids of values. An empty or null value is deleted.",
                        new Fields<VariableValues>
                        {
                            {
                                In.Body.Text("name", "Its name of now.", VariableNames.Longest).Required().Told(),
                                (v, name) => v.Name = name
                            },
                            {
                                In.Body.Text("new_name", "The name that it gets.", VariableNames.Longest).EmptyIsNone().Told(),
                                (v, name) => v.NewName = name
                            },
                        }.With(
                            new OtherKeys(
                                Value,
                                "Value of the project, in the environment of this name, or the value of this id; deleted where null or empty.",
                                TargetKind.EnvironmentVariable
                            ),
                            (v, key, value) => v.Values[key] = value
                        ),
                        () => new VariableValues()
                    )
                    .RequiredIf(true),
                (b, v) => b.Variables = v is null ? [] : [v]
            },
        };

    /// <summary>For a deletion of a variable with all its values.</summary>
    public static Fields<BulkVariables> DeleteBulk { get; } =
        new() { { In.Body.Text("name", "Its name.", VariableNames.Longest).Required().Told(), (b, v) => b.Name = v } };

    private static Fields<VariableChange> One(bool isUpdate) =>
        new()
        {
            { In.Body.LooseId("account_id", "The account; must be that of the path.").RequiredIf(isUpdate), (_, _) => { } },
            {
                In.Body.Id("project_id", "The project; must be that of the path.").RequiredIf(isUpdate),
                (v, id) => v.Row.ProjectId = id ?? v.Row.ProjectId
            },
            {
                In
                    .Body.Text(
                        "name",
                        "Name: DBT_ and capital letters, digits, underscores; DBT_ENV_SECRET_… for a secret.",
                        VariableNames.Longest
                    )
                    .Required()
                    .Must(VariableNames.Fault)
                    .Told(),
                (v, name) => v.Row.Name = name
            },
            {
                In.Body.Choice("type", "Where the value holds: project, environment, job, or user.", VariableTypes.All).Required().Told(),
                (v, type) => v.Row.Type = type
            },
            {
                In.Body.Id("environment_id", "The environment, for the type environment.").Naming(TargetKind.Environment).Told(),
                (v, id) => v.Row.EnvironmentId = id
            },
            {
                In.Body.Id("job_definition_id", "The job, for the type job.").Naming(TargetKind.Job).Told(),
                (v, id) => v.Row.JobDefinitionId = id
            },
            {
                In.Body.Id("user_id", "The user, for the type user: yourself, with a personal access token.").Told(),
                (v, id) => v.Row.UserId = id
            },
            {
                In
                    .Body.Text(
                        "raw_value",
                        isUpdate ? "The value, write only; where it is left out it stays as it is." : "The value, write only.",
                        VariableValue.Longest
                    )
                    .Must(v => v is { Length: 0 } ? "must not be empty" : null)
                    .RequiredIf(!isUpdate)
                    .Masked(),
                (v, value) => v.Value = value
            },
            { In.Body.Text("display_value", "Follows from the value; not read.", VariableValue.Longest).Masked(), (_, _) => { } },
            { isUpdate ? BodyFields.State("value") : BodyFields.NewState(), (_, _) => { } },
        };
}
