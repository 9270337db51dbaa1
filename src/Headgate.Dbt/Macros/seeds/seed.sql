{% materialization seed, default %}
    {%- set identifier = model['alias'] -%}
    {%- set full_refresh_mode = should_full_refresh() -%}
    {%- set old_relation = adapter.get_relation(database=database, schema=schema, identifier=identifier) -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set agate_table = load_agate_table() -%}
    {%- do store_result('agate_table', response='OK', agate_table=agate_table) -%}

    {{ run_hooks(pre_hooks, inside_transaction=false) }}
    {{ run_hooks(pre_hooks, inside_transaction=true) }}

    {%- if old_relation is not none and old_relation.is_view -%}
        {% do exceptions.raise_compiler_error("Cannot seed to '" ~ old_relation ~ "', it is a view") %}
    {%- elif old_relation is not none -%}
        {%- set create_sql = reset_csv_table(model, full_refresh_mode, old_relation, agate_table) -%}
    {%- else -%}
        {%- set create_sql = create_csv_table(model, agate_table) -%}
    {%- endif -%}

    {%- set code = 'CREATE' if full_refresh_mode else 'INSERT' -%}
    {%- set rows_affected = agate_table.rows | length -%}
    {%- set load_sql = load_csv_rows(model, agate_table) -%}
    {% call noop_statement('main', code ~ ' ' ~ rows_affected, code, rows_affected) %}
        {{ get_csv_sql(create_sql, load_sql) }}
    {% endcall %}

    {% do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(old_relation, full_refresh_mode)) %}
    {% do persist_docs(target_relation, model) %}
    {%- if full_refresh_mode or old_relation is none -%}
        {% do create_indexes(target_relation) %}
    {%- endif -%}

    {{ run_hooks(post_hooks, inside_transaction=true) }}
    {{ adapter.commit() }}
    {{ run_hooks(post_hooks, inside_transaction=false) }}

    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
