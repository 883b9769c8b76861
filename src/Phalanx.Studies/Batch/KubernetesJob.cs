using System.Globalization;

namespace Phalanx.Studies.Batch;

/// <summary>
/// The manifest that runs a study as an indexed Job of Kubernetes, a pod a cell. A pod that is evicted saves; the one that replaces it goes on from its
/// checkpoint.
/// </summary>
public static class KubernetesJob
{
    /// <summary>The manifest's text.</summary>
    /// <param name="study">What the study is called: letters, digits and hyphens.</param>
    /// <param name="cells">How many cells there are.</param>
    /// <param name="command">The words of the command that runs the cell of a number, up to that number.</param>
    /// <param name="mostAtOnce">How many pods run at once.</param>
    public static string Of(string study, int cells, IReadOnlyList<string> command, int mostAtOnce) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {{study}}
        spec:
          completionMode: Indexed
          completions: {{cells}}
          parallelism: {{mostAtOnce}}
          backoffLimitPerIndex: 10
          # An interrupted cell is saved and ends with 130; it is no failure, and its pod is replaced.
          podFailurePolicy:
            rules:
              - action: FailIndex
                onExitCodes:
                  operator: In
                  values: [2]
              - action: Ignore
                onPodConditions:
                  - type: DisruptionTarget
          template:
            spec:
              restartPolicy: Never
              terminationGracePeriodSeconds: 120
              containers:
                - name: cell
                  image: YOUR-IMAGE
                  # The shell puts the pod's number at the end, and the tool takes the shell's place, so that it hears the signal to end.
                  command: ["sh", "-c", "exec {{string.Join(' ', command)}} $JOB_COMPLETION_INDEX"]
                  workingDir: /study
                  resources:
                    requests: { cpu: "1" }
                  volumeMounts:
                    - { name: study, mountPath: /study }
              volumes:
                - name: study
                  persistentVolumeClaim: { claimName: YOUR-SHARED-VOLUME }

        """);
}
