{#-
  Puts a finished relation in the place of the one that readers see. What stood there keeps its data under a
  backup name until the transaction is committed.
-#}
{% macro swap_into_place(intermediate_relation, target_relation, existing_relation, backup_relation) -%}
    {%- if existing_relation is not none -%}
        {#- A statement before may have dropped it with cascade. -#}
        {%- set existing_relation = load_cached_relation(existing_relation) -%}
        {%- if existing_relation is not none -%}
            {{ adapter.rename_relation(existing_relation, backup_relation) }}
        {%- endif -%}
    {%- endif -%}
    {{ adapter.rename_relation(intermediate_relation, target_relation) }}
{%- endmacro %}
