namespace Headgate.Dbt.Commands.Output;

/// <summary>dbt's flags of behaviour, which a project sets under <c>flags</c> and which run_results.json names.</summary>
internal static class BehaviorFlags
{
    /// <summary>The flags with their values where nothing is set.</summary>
    public static IReadOnlyList<(string Name, bool Default)> Defaults { get; } =
    [
        ("require_all_warnings_handled_by_warn_error", false),
        ("require_batched_execution_for_custom_microbatch_strategy", false),
        ("require_explicit_package_overrides_for_builtin_materializations", true),
        ("require_generic_test_arguments_property", true),
        ("require_nested_cumulative_type_params", false),
        ("require_ref_searches_node_package_before_root", false),
        ("require_resource_names_without_spaces", true),
        ("require_unique_project_resource_names", false),
        ("require_yaml_configuration_for_mf_time_spines", false),
        ("skip_nodes_if_on_run_start_fails", false),
        ("source_freshness_run_project_hooks", true),
        ("state_modified_compare_more_unrendered_values", false),
        ("state_modified_compare_vars", false),
        ("validate_macro_args", false),
    ];
}
