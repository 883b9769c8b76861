using System.Globalization;

namespace Phalanx.Environments.Battles;

/// <summary>StarCraft-like battles: SMAC's, SMACv2's, and those of users' map files.</summary>
internal sealed class BattleBatch : IEnvironmentBatch
{
    private readonly SmacRules _sight;
    private readonly BattleRules _rules;
    private readonly BattleDrawing _drawing;
    private readonly EpisodeTracker _episodes;
    private readonly Battle[] _battles;

    public BattleBatch(BattlePlan plan, BattleSettings settings, int count)
    {
        _sight = new SmacRules(plan.Scenario, settings, plan.Extras);
        _rules = new BattleRules(plan, settings);
        _drawing = new BattleDrawing(_rules);
        Spec = SpecOf(_sight);
        _episodes = new EpisodeTracker(Spec, count);
        _battles = new Battle[count];
        for (int battle = 0; battle < count; battle++)
        {
            _battles[battle] = new Battle(_rules, _sight);
        }
    }

    public EnvironmentSpec Spec { get; }

    public int Count => _battles.Length;

    public static EnvironmentSpec SpecOf(BattlePlan plan, BattleSettings settings) => SpecOf(new SmacRules(plan.Scenario, settings, plan.Extras));

    public void Reset(int environment, ulong seed)
    {
        _episodes.Begin(environment, seed);
        _battles[environment].Begin(seed);
    }

    public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            int environment = environments[row];
            JointAction action = actions.Row(row, Spec);
            _episodes.CheckStep(environment, action);
            if (_battles[environment].View.Breach(action.Discrete) is { } rule)
            {
                throw _episodes.Breach(environment, rule);
            }

            results[row] = _episodes.EndStep(environment, _battles[environment].Step(action.Discrete));
        }
    }

    public void StepByScript(int script, ReadOnlySpan<int> environments, Span<StepResult> results)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            int environment = environments[row];
            _episodes.CheckScript(environment, script);
            results[row] = _episodes.EndStep(environment, _battles[environment].StepByScript(Spec.Scripts[script]));
        }
    }

    public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations)
    {
        int width = Spec.Agents * Spec.ObservationSize;
        for (int row = 0; row < environments.Length; row++)
        {
            _battles[environments[row]].View.WriteObservations(Buffers.Row(observations, row, width));
        }
    }

    public void WriteState(ReadOnlySpan<int> environments, Span<float> states)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            _battles[environments[row]].View.WriteState(Buffers.Row(states, row, Spec.StateSize));
        }
    }

    public void WriteAvailableActions(ReadOnlySpan<int> environments, Span<bool> available)
    {
        int width = Spec.Agents * Spec.Actions.Count;
        for (int row = 0; row < environments.Length; row++)
        {
            _battles[environments[row]].View.WriteAvailableActions(Buffers.Row(available, row, width));
        }
    }

    public void WriteAlive(ReadOnlySpan<int> environments, Span<bool> alive)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            _battles[environments[row]].View.WriteAlive(Buffers.Row(alive, row, Spec.Agents));
        }
    }

    public void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics)
    {
        for (int row = 0; row < environments.Length; row++)
        {
            _battles[environments[row]].View.WriteStatistics(Buffers.Row(statistics, row, Spec.Statistics.Count));
        }
    }

    public void WriteAgentFeatures(ReadOnlySpan<int> environments, Span<float> features)
    {
        int width = Spec.Agents * Spec.AgentFeatureSize;
        for (int row = 0; row < environments.Length; row++)
        {
            _battles[environments[row]].View.WriteAgentFeatures(Buffers.Row(features, row, width));
        }
    }

    public void WriteEntities(ReadOnlySpan<int> environments, Span<float> rows, Span<bool> absent, Span<bool> hidden)
    {
        int entities = _sight.Units;
        for (int row = 0; row < environments.Length; row++)
        {
            _battles[environments[row]].View.WriteEntities(
                Buffers.Row(rows, row, entities * _sight.EntityWidth),
                Buffers.Row(absent, row, entities),
                Buffers.Row(hidden, row, Spec.Agents * entities));
        }
    }

    public string? FindFault(int environment) => _battles[environment].FindFault();

    public Frame Draw(int environment)
    {
        Battle battle = _battles[environment];
        string caption = string.Create(
            CultureInfo.InvariantCulture,
            $"step {_episodes.StepsOf(environment)}: {LivingOf(battle.Forces, ally: true)} agents against {LivingOf(battle.Forces, ally: false)} enemies");
        return _drawing.Draw(battle.Forces, battle.Events.Show(), caption, battle.View.Cones);
    }

    private static int LivingOf(Forces forces, bool ally) =>
        Enumerable.Range(0, forces.Count).Count(unit => forces.IsAlly(unit) == ally && forces.IsAlive(unit));

    private static EnvironmentSpec SpecOf(SmacRules sight) => sight.Spec with { Scripts = ScriptedTeam.Names };
}
