using System.Globalization;

namespace Phalanx.Environments.Battles;

/// <summary>StarCraft-like battles: SMAC's, SMACv2's, and those of users' map files.</summary>
internal sealed class BattleBatch : SmacBatch, IEnvironmentBatch
{
    private readonly BattleRules _rules;
    private readonly BattleDrawing _drawing;
    private readonly EpisodeTracker _episodes;
    private readonly Battle[] _battles;

    public BattleBatch(BattlePlan plan, BattleSettings settings, int count)
    {
        SmacRules sight = new(plan.Scenario, settings, plan.Extras);
        _rules = new BattleRules(plan, settings);
        _drawing = new BattleDrawing(_rules);
        Spec = SpecOf(sight);
        _episodes = new EpisodeTracker(Spec, count);
        _battles = new Battle[count];
        for (int battle = 0; battle < count; battle++)
        {
            _battles[battle] = new Battle(_rules, sight);
        }
    }

    public override EnvironmentSpec Spec { get; }

    public override int Count => _battles.Length;

    public static EnvironmentSpec SpecOf(BattlePlan plan, BattleSettings settings) => SpecOf(new SmacRules(plan.Scenario, settings, plan.Extras));

    public override void Reset(int environment, ulong seed)
    {
        _episodes.Begin(environment, seed);
        _battles[environment].Begin(seed);
    }

    public override void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
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

    public string? FindFault(int environment) => _battles[environment].FindFault();

    public Frame Draw(int environment)
    {
        Battle battle = _battles[environment];
        string caption = string.Create(
            CultureInfo.InvariantCulture,
            $"step {_episodes.StepsOf(environment)}: {LivingOf(battle.Forces, ally: true)} agents against {LivingOf(battle.Forces, ally: false)} enemies");
        return _drawing.Draw(battle.Forces, battle.Events.Show(), caption, battle.View.Cones);
    }

    protected override SmacView ViewOf(int environment) => _battles[environment].View;

    private static int LivingOf(Forces forces, bool ally) =>
        Enumerable.Range(0, forces.Count).Count(unit => forces.IsAlly(unit) == ally && forces.IsAlive(unit));

    private static EnvironmentSpec SpecOf(SmacRules sight) => sight.Spec with { Scripts = ScriptedTeam.Names };
}
