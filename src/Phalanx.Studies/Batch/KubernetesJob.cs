using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Phalanx.Studies.Batch;

/// <summary>
/// The manifest that runs a study as an indexed Job of Kubernetes, a pod a cell. A pod that is evicted saves; the one that replaces it goes on from its
/// checkpoint.
/// </summary>
public static class KubernetesJob
{
    private const int LongestName = 63;

    /// <summary>The manifest's text.</summary>
    /// <param name="study">What the study is called.</param>
    /// <param name="cells">How many cells there are.</param>
    /// <param name="command">The words of the command that runs the cell of a number, up to that number.</param>
    /// <param name="mostAtOnce">How many pods run at once.</param>
    public static string Of(string study, int cells, IReadOnlyList<string> command, int mostAtOnce) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: "{{NameOf(study)}}"
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
                  command: ["sh", "-c", {{Quoted($"exec {string.Join(' ', command)} $JOB_COMPLETION_INDEX")}}]
                  workingDir: /study
                  resources:
                    requests: { cpu: "1" }
                  volumeMounts:
                    - { name: study, mountPath: /study }
              volumes:
                - name: study
                  persistentVolumeClaim: { claimName: YOUR-SHARED-VOLUME }

        """);

    /// <summary>A name as Kubernetes takes it: small letters, digits and hyphens between them.</summary>
    private static string NameOf(string study)
    {
        string name = string.Concat(study.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        return name[..Math.Min(name.Length, LongestName)].Trim('-');
    }

    /// <summary>A text in quotation marks: JSON is YAML. Kubernetes itself would put a variable in the place of <c>$(NAME)</c>.</summary>
    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text.Replace("$(", "$$(", StringComparison.Ordinal), JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
