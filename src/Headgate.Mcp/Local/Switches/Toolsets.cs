namespace Headgate.Mcp.Local.Switches;

/// <summary>
/// The sets of dbt's own server. This server has tools of two of them; the others are known, so that a configuration that was written for dbt's server is read without a
/// word about names that are right there.
/// </summary>
internal static class Toolsets
{
    /// <summary>dbt's commands on a project.</summary>
    public static Toolset DbtCli { get; } =
        new(
            "dbt_cli",
            "DBT_CLI",
            "build",
            "compile",
            "docs",
            "list",
            "parse",
            "run",
            "test",
            "show",
            "clone",
            "get_lineage_dev",
            "get_node_details_dev"
        );

    /// <summary>What the server says of itself.</summary>
    public static Toolset ServerMetadata { get; } =
        new("mcp_server_metadata", "MCP_SERVER_METADATA", "get_mcp_server_version", "get_mcp_server_branch") { IsOnByDefault = false };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Toolset> All { get; } =
    [
        DbtCli,
        ServerMetadata,
        new("sql", "SQL", "text_to_sql", "execute_sql") { OlderDisable = "DISABLE_REMOTE", IsOnByDefault = false },
        new(
            "semantic_layer",
            "SEMANTIC_LAYER",
            "list_metrics",
            "list_saved_queries",
            "get_dimensions",
            "get_entities",
            "get_dimension_values",
            "query_metrics",
            "get_metrics_compiled_sql"
        ),
        new(
            "discovery",
            "DISCOVERY",
            "get_mart_models",
            "get_all_models",
            "get_node_details",
            "get_lineage",
            "get_model_parents",
            "get_model_children",
            "get_model_health",
            "get_model_performance",
            "get_all_sources",
            "get_exposures",
            "get_all_macros",
            "get_related_models",
            "search",
            "get_model_details",
            "get_source_details",
            "get_exposure_details",
            "get_macro_details",
            "get_seed_details",
            "get_semantic_model_details",
            "get_snapshot_details",
            "get_test_details"
        ),
        new(
            "admin_api",
            "ADMIN_API",
            "list_projects",
            "list_jobs",
            "get_job_details",
            "trigger_job_run",
            "list_jobs_runs",
            "get_job_run_details",
            "cancel_job_run",
            "retry_job_run",
            "list_job_run_artifacts",
            "get_job_run_error"
        ),
        new("dbt_codegen", "DBT_CODEGEN", "generate_source", "generate_model_yaml", "generate_staging_model") { IsOnByDefault = false },
        new("dbt_lsp", "LSP", "get_column_lineage", "fusion.compile_sql", "fusion.get_column_lineage"),
        new("product_docs", "PRODUCT_DOCS", "search_product_docs", "get_product_doc_pages"),
    ];
}
